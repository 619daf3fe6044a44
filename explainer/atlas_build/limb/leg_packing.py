"""The whole leg as one small file of bytes and a table that says what they are.

Coordinates are whole steps of STEP_MM, written as differences: from the frame before, then from the
vertex before. Low and high bytes lie apart. All that makes them a third as large once compressed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer.arrays import FloatArray
from explainer.atlas_build.limb.leg_solids import BENDS_DEG, Part

STEP_MM = 0.1  # far below a pixel of a picture of the whole leg


def pack(parts: Sequence[Part]) -> tuple[list[dict[str, Any]], bytes]:
    """One row a part, plain values for JSON, and the bytes of all, in the order of the rows.

    For each part: its frames (x, y, z of all vertices one after another), weights, tendon, grain
    and triangles, as far as its row says that it has them.
    """
    data = bytearray()
    rows = []
    for part in parts:
        origin = np.floor(np.concatenate(part.frames).min(axis=0))
        rows.append({
            "id": part.id, "kind": part.kind, "body": part.body, "offset": len(data),
            "vertices": len(part.frames[0]), "frames": len(part.frames),
            "tube": list(part.tube) if part.tube else None,
            "triangles": 0 if part.tube else len(part.triangles),
            "box_mm": origin.tolist(), "is_weighted": part.weights is not None,
            "turns": part.turns, "heel": part.heel, "has_tendon": part.tendon is not None,
            "has_grain": part.grain is not None,
        })  # fmt: skip
        data += _frames(part.frames, origin)
        if part.weights is not None:
            data += _shares(part.weights.T)
        if part.tendon is not None:
            data += _shares(part.tendon)
        if part.grain is not None:
            data += _words(_steps(part.grain.T))
        if not part.tube:
            data += _words(np.diff(part.triangles.ravel(), prepend=0))
    return rows, bytes(data)


def _frames(frames: Sequence[FloatArray], origin: FloatArray) -> bytes:
    """All frames of a part, each as differences from the one before."""
    if len(frames) not in (1, len(BENDS_DEG)):
        raise ValueError(f"{len(frames)} frames for {len(BENDS_DEG)} bends")
    before: NDArray[np.int64] = np.zeros((3, len(frames[0])), int)
    found = b""
    for frame in frames:
        now = _whole(frame.T - origin[:, None])
        found += _words(np.diff(now - before, axis=1, prepend=0))
        before = now
    return found


def _whole(values: FloatArray) -> NDArray[np.int64]:
    return np.round(values / STEP_MM).astype(np.int64)


def _steps(values: FloatArray) -> NDArray[np.int64]:
    """Rows of whole steps, each as differences along it."""
    return np.diff(_whole(values), axis=1, prepend=0)


def _words(values: NDArray[np.int64]) -> bytes:
    """Signed whole numbers of two bytes: all low bytes, then all high ones."""
    if np.abs(values).max(initial=0) > 0x7FFF:
        raise ValueError("a difference is too large for two bytes")
    return values.astype("<i2").reshape(-1, 1).view(np.uint8).T.tobytes()


def _shares(values: FloatArray) -> bytes:
    """Shares 0..1 as bytes."""
    return np.round(np.clip(values, 0.0, 1.0) * 255).astype(np.uint8).tobytes()
