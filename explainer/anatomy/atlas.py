"""What the app asks of the atlas: structures, meshes, centre lines, plates and their files.

Everything comes from the baked files in assets/atlas; nothing is modelled here, and of third-party
packages only numpy is needed. Frame K: a right knee, mm, x anterior, y proximal, z lateral.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explainer import catalog
from explainer.arrays import FloatArray

DIRECTORY = catalog.ASSETS / "atlas"
SKIN_DIRECTORY = catalog.ASSETS / "skin"  # the plates of the skin have a bake of their own
SKIN_VIEW = "skin"
DRESS_FILE = catalog.DATA / "dress.toml"
MANIFEST, KNEE, KNEE_DATA, PATHS = "manifest.json", "knee.json", "knee.bin", "paths.json"


class AtlasError(ValueError):
    """Something the atlas cannot give; the message names the structure, the bend or the file."""


@dataclass(frozen=True)
class Mesh:
    """A closed surface: vertices_mm (n, 3) float32, triangles (m, 3) uint16 or uint32, outward."""

    vertices_mm: NDArray[np.float32]
    triangles: NDArray[np.unsignedinteger]


@dataclass(frozen=True)
class Plate:
    """One baked plate: its size in 1x pixels and its files, by name inside their directory.

    `pictures` maps dress ("natural", "clay") and density (1, 2) to a WebP file; the skin has no
    load, so no clay. Plates that only pass by while the knee bends are there at density 1 alone.
    """

    view: str
    flexion_deg: float
    width: int
    height: int
    regions: str
    pictures: Mapping[tuple[str, int], str]

    def by_density(self, dress: str) -> list[str]:
        """The files of a dress, single density first."""
        return [file for (own, _), file in sorted(self.pictures.items()) if own == dress]


@dataclass(frozen=True)
class Atlas:
    """The 3-D knee as baked. Made by `load`."""

    structures: Mapping[str, catalog.Structure]
    flexions_deg: tuple[float, ...]
    _parts: Mapping[str, Mapping[str, Any]]
    _poses: Mapping[str, FloatArray]
    _pose_step_deg: float
    _data: bytes
    _paths: Mapping[str, FloatArray]

    def mesh(self, name: str, flexion_deg: float = 0.0) -> Mesh:
        """The surface of a structure at this bend.

        Rigid structures are moved by their body's pose, soft ones interpolated between baked bends.
        Raises AtlasError for an unknown structure or a bend outside the baked range.
        """
        part = self._known(name, self._parts)
        self._check_bend(flexion_deg)
        count = part["vertices"] * 3
        frames = part["frames"]
        low, high, share = _between(frames, flexion_deg)
        size = count * np.dtype("<u2").itemsize
        planes = [
            np.frombuffer(self._data, "<u2", count, part["offset_vertices"] + k * size)
            for k in (low, high)
        ]
        mixed = (planes[0] * (1.0 - share) + planes[1] * share).reshape(-1, 3)
        vertices = np.asarray(part["origin_mm"]) + mixed * np.asarray(part["scale_mm"])
        if part["body"]:
            pose = self._pose(part["body"], flexion_deg)
            vertices = vertices @ pose[:3, :3].T + pose[:3, 3]
        kind = f"<u{part['index_bytes']}"
        triangles = np.frombuffer(self._data, kind, part["triangles"] * 3, part["offset_triangles"])
        return Mesh(vertices.astype(np.float32), triangles.reshape(-1, 3))

    def tendon_share(self, name: str) -> FloatArray | None:
        """How far each vertex of a muscle takes the colour of tendon, 0..1; None for other tissues.

        Raises AtlasError for an unknown structure.
        """
        part = self._known(name, self._parts)
        if "offset_tint" not in part:
            return None
        shares = np.frombuffer(self._data, np.uint8, part["vertices"], part["offset_tint"])
        return shares / 255.0

    def path(self, name: str, flexion_deg: float = 0.0) -> FloatArray:
        """The centre line (k, 3) of a soft structure at this bend, from origin to insertion.

        Raises AtlasError for a structure without a course or a bend outside the baked range.
        """
        frames = self._known(name, self._paths)
        self._check_bend(flexion_deg)
        low, high, share = _between(self.flexions_deg, flexion_deg)
        return frames[low] * (1.0 - share) + frames[high] * share

    def _known(self, name: str, among: Mapping[str, Any]) -> Any:
        """The entry of a structure, or an AtlasError that says what is wrong."""
        if name in among:
            return among[name]
        if name in self.structures:
            raise AtlasError(f"structure {name!r} has no centre line")
        raise AtlasError(f"no structure {name!r} in the atlas")

    def _check_bend(self, flexion_deg: float) -> None:
        """Refuse a bend that was not baked (nan too)."""
        least, most = self.flexions_deg[0], self.flexions_deg[-1]
        if not least <= flexion_deg <= most:
            raise AtlasError(f"flexion {flexion_deg} is outside {least:g}..{most:g} degrees")

    def _pose(self, body: str, flexion_deg: float) -> FloatArray:
        """The body's rigid transform (4, 4), blended between table rows and made rigid again."""
        table = self._poses[body]
        steps = np.arange(len(table)) * self._pose_step_deg
        low, high, share = _between(steps, flexion_deg)
        mixed = table[low] * (1.0 - share) + table[high] * share
        left, _, right = np.linalg.svd(mixed[:3, :3])
        mixed[:3, :3] = left @ right
        return mixed


@cache
def load(directory: Path = DIRECTORY) -> Atlas:
    """The baked atlas. Raises AtlasError naming a file that is missing or damaged."""
    knee = _json(directory, KNEE)
    data = _bytes(directory, KNEE_DATA)
    paths = _json(directory, PATHS)
    try:
        parts = {row["id"]: row for row in knee["structures"]}
        poses = {body: np.reshape(rows, (-1, 4, 4)) for body, rows in knee["poses"].items()}
        bends = tuple(knee["flexions_deg"])
        end = max(_end(row) for row in parts.values())
        courses = {name: np.asarray(frames, float) for name, frames in paths.items()}
        step = knee["pose_step_deg"]
    except (KeyError, TypeError, ValueError) as error:
        raise AtlasError(f"{KNEE}: not as the bake writes it ({error})") from error
    if len(data) != end:
        raise AtlasError(f"{KNEE_DATA} holds {len(data)} bytes, {KNEE} speaks of {end}")
    known = {name: row for name, row in catalog.structures().items() if name in parts}
    return Atlas(known, bends, parts, poses, step, data, courses)


@cache
def plates(directory: Path = DIRECTORY) -> tuple[Plate, ...]:
    """All baked plates, by view and then from straight to bent."""
    rows = _json(directory, MANIFEST)["plates"]
    return tuple(
        Plate(
            row["view"],
            row["flexion_deg"],
            row["width"],
            row["height"],
            row["regions"],
            {(p["dress"], p["density"]): p["file"] for p in row["pictures"]},
        )
        for row in rows
    )


def directory_of(view: str) -> Path:
    """Where the plates of a view lie, by their own manifest."""
    return SKIN_DIRECTORY if view == SKIN_VIEW else DIRECTORY


@cache
def digests(directory: Path = DIRECTORY) -> Mapping[str, str]:
    """SHA-256 of every baked file by name, so that an address can change when its file does."""
    files = _json(directory, MANIFEST)["files"]
    return {name: entry["sha256"] for name, entry in files.items()}


@cache
def natural_colours(file: Path = DRESS_FILE) -> Mapping[str, str]:
    """The colour "#rrggbb" in which each kind of tissue is painted, by catalog kind."""
    tissues = tomllib.loads(file.read_text(encoding="utf-8"))["tissue"]
    return {kind: tissues[kind]["base"] for kind in catalog.STRUCTURE_KINDS}


def _end(row: Mapping[str, Any]) -> int:
    """The byte after all that belongs to a structure of the 3-D set."""
    tint = row.get("offset_tint")
    if tint is not None:
        return tint + row["vertices"]
    return row["offset_triangles"] + row["triangles"] * 3 * row["index_bytes"]


def _between(steps: Any, value: float) -> tuple[int, int, float]:
    """The two neighbouring steps round a value and how far it lies from the first to the second."""
    steps = np.asarray(steps, float)
    if len(steps) == 1:
        return 0, 0, 0.0
    low = min(int(np.searchsorted(steps, value, side="right")) - 1, len(steps) - 2)
    return low, low + 1, float((value - steps[low]) / (steps[low + 1] - steps[low]))


def _bytes(directory: Path, name: str) -> bytes:
    """A baked file's bytes."""
    try:
        return (directory / name).read_bytes()
    except OSError as error:
        raise AtlasError(f"{name} is missing from the atlas; bake it again") from error


def _json(directory: Path, name: str) -> Any:
    """A baked JSON file."""
    try:
        return json.loads(_bytes(directory, name))
    except ValueError as error:
        if isinstance(error, AtlasError):
            raise
        raise AtlasError(f"{name} is damaged: {error}") from error
