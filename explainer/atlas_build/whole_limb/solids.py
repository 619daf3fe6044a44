"""What the plate of the whole leg draws besides the knee's own solids, at 0 degrees in K."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.geometry.shapes import Mesh, Solid
from explainer.atlas_build.whole_limb import bones, lofts

BAND, TRACT = "iliotibial_band", "iliotibial_tract"
# Where the tract begins on the band's course, and for how long it runs: its ends are not cut ends.
WITHIN = 0.1, 0.8
RINGS, SIDES = 120, 72
# Shares of the half breadth of gluteus maximus, from its middle, between which its flesh passes
# over into the pale sheets at its ends: over the sacrum, and into the iliotibial tract.
INNER_SHEET, OUTER_SHEET = (0.80, 1.0), (0.72, 0.98)
INNER_FROM_MM, OUTER_FROM_MM = (392.0, 420.0), (-405.0, -380.0)  # heights, and heights downwards


@cache
def own() -> Mapping[str, Solid]:
    """Sacrum, foot, and the muscles and sheets of hip and foot, by id."""
    rigid = {"sacrum": Solid(bones.sacrum()), "foot": Solid(bones.foot())}
    return rigid | {name: muscle(name) for name in lofts.names() if name != TRACT}


def with_limb(knee: Mapping[str, Solid]) -> dict[str, Solid]:
    """The solids of the straight knee, by id, with those of hip and foot in their places."""
    return {**knee, **own(), BAND: with_tract(knee[BAND])}


def with_tract(band: Solid) -> Solid:
    """The iliotibial band together with the broad hind part of its tract, as one solid."""
    hind = muscle(TRACT)
    assert hind.along is not None
    joined = bones.joined(band.mesh, hind.mesh)
    courses = (
        (band.along, WITHIN[0] + WITHIN[1] * hind.along),
        (band.around, hind.around),
        (band.tendon, hind.tendon),
    )
    along, around, tendon = (np.concatenate([a, b]) for a, b in courses)
    return Solid(joined, along, around, tendon)


def muscle(name: str) -> Solid:
    """One muscle or sheet with its fibres, along the tube or aslant through it."""
    found = lofts.loft(name, RINGS, SIDES)
    mesh = Mesh(found.vertices.astype(np.float32), found.triangles)
    along = np.concatenate([np.repeat(found.along, SIDES), [0.0, 1.0]])
    around = np.concatenate([np.tile(np.arange(SIDES) / SIDES, RINGS), [0.0, 0.0]])
    tendon = np.concatenate([np.repeat(found.tendon, SIDES), found.tendon[[0, -1]]])
    if name in lofts.ASLANT_DEG:
        plane = lofts.fibre_plane_mm(name, found.vertices)
        across, along = ((plane - plane.min(axis=0)) / np.ptp(plane, axis=0)).T
        around = across / 2  # front and back alike, so that no seam shows at the edge
    if name == "gluteus_maximus":
        tendon = np.maximum(tendon, _pale(found.vertices))
    return Solid(mesh, along, around, tendon)


def _pale(vertices: FloatArray) -> FloatArray:
    """How far gluteus maximus is a pale sheet, 0..1 (n,): over the sacrum, and at the tract."""
    rings = vertices[:-2].reshape(RINGS, SIDES, 3)
    out = rings[..., 2] - rings[..., 2].mean(axis=1, keepdims=True)
    out = out / np.abs(out).max(axis=1, keepdims=True)
    inner = _eased(-out, *INNER_SHEET) * _eased(rings[..., 1], *INNER_FROM_MM)
    outer = _eased(out, *OUTER_SHEET) * _eased(-rings[..., 1], *OUTER_FROM_MM)
    return np.concatenate([np.maximum(inner, outer).ravel(), [0.0, 1.0]])


def _eased(value: FloatArray, start: float, end: float) -> FloatArray:
    """0 at the start and below, 1 at the end and above."""
    return smoothstep((value - start) / (end - start))
