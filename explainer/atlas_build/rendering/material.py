"""What painting needs to know of a structure besides its shape: tissue, scale of its fibres."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

import numpy as np

from explainer.arrays import smoothstep
from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.rendering.palette import DRESS_FILE
from explainer.atlas_build.rendering.raster import KEPT

BONE_RIM_MM = 1.4  # drawn thickness of the hard outer layer in a section
SHAFTS = ("femur", "tibia", "fibula")  # bones that are hollow away from the joint
MUSCLE_RIM_MM = 0.5  # drawn thickness of a muscle's sheath in a section
NO_ROOTS = (0.0, 0.0)
# From about a right angle on the kneecap has left the upper trochlea; the quadriceps tendon itself
# comes to lie on the femur and its expansions are drawn out flat over the pouch beneath.
TAUT_DEG = (85.0, 95.0)
_STATIONS = 24  # cross-sections at which a swept structure's course is sampled


@dataclass(frozen=True)
class Material:
    """How one structure is painted.

    `tissue`, `tendon`, `cut` and `rim` name entries of the dress: `tendon` for pale ends, `cut` for
    a section face, `core` for what a shaft holds and `rim` for its border, `rim_mm` thick.
    `girth_mm` and `length_mm` set the scale of the fibres, `slant` turns them (turns of the section
    from end to end); `seed` makes each structure's pattern its own, and `joins` names structures it
    flows into unlined. `melts_mm` is over how much of its start, end and sides a sheet passes over
    into what it lies on, or empty; `roots_mm` is the length over which its start and its end sink
    into what they end on, 0 where they do not. `creeps_mm` tells by bone how far its fibres run on
    over that bone's face, `covers_mm` by structure how far that may swell through a sheet and still
    lie under it; `taut_creeps_mm` and `taut_covers_mm` by how much more once it is drawn taut.
    What lies further behind an end than `soil_mm` is not what it takes root in: no limit, and
    `taut_soil_mm` once other bones have slid behind it.
    """

    tissue: str
    tendon: str | None
    cut: str | None
    core: str | None
    rim: str
    rim_mm: float
    girth_mm: float
    length_mm: float
    slant: float
    seed: int
    name: str
    joins: tuple[str, ...]
    melts_mm: tuple[float, ...]
    roots_mm: tuple[float, float]
    creeps_mm: Mapping[str, float]
    covers_mm: Mapping[str, float]
    taut_creeps_mm: Mapping[str, float]
    taut_covers_mm: Mapping[str, float]
    taut_soil_mm: float
    soil_mm: float = np.inf

    def at_bend(self, flexion_deg: float) -> "Material":
        """The material once the bend has drawn what crosses the front of the knee taut.

        Other bones slide behind the ends of tendons as well, in which these do not take root.
        """
        low, high = TAUT_DEG
        share = float(smoothstep(np.asarray((flexion_deg - low) / (high - low))))
        if not share:
            return self  # as in the straight knee, to the last bit
        return replace(
            self,
            soil_mm=self.taut_soil_mm / share,
            creeps_mm=_drawn_on(self.creeps_mm, self.taut_creeps_mm, share),
            covers_mm=_drawn_on(self.covers_mm, self.taut_covers_mm, share),
        )

    def flows_into(self, other: "Material") -> bool:
        """Whether no line parts this structure from another."""
        return self.name in other.joins or other.name in self.joins


@lru_cache(maxsize=KEPT)
def material(name: str, kind: str, solid: Solid) -> Material:
    """The material of structure `name` of this kind (see catalog.STRUCTURE_KINDS)."""
    own = _table("structure").get(name, {})
    length = _length_mm(solid)
    return Material(
        tissue=own.get("tissue", kind),
        tendon="tendon" if kind == "muscle" else None,
        cut={"muscle": "muscle_cut", "bone": "bone_cut", "skin": "fat"}.get(kind),
        core="marrow" if name in SHAFTS else None,
        rim={"muscle": "tendon"}.get(kind, kind),
        rim_mm={"muscle": MUSCLE_RIM_MM}.get(kind, BONE_RIM_MM),
        girth_mm=_area_mm2(solid) / length,
        length_mm=length,
        slant=own.get("slant", 0.0),
        seed=crc32(name.encode()) % 9973,
        name=name,
        joins=tuple(own.get("joins", ())),
        melts_mm=tuple(own.get("melts_mm", ())),
        roots_mm=tuple(own.get("roots_mm", _table("roots_mm").get(kind, NO_ROOTS))),
        creeps_mm=own.get("creeps_mm", {}),
        covers_mm=own.get("covers_mm", {}),
        taut_creeps_mm=own.get("taut_creeps_mm", {}),
        taut_covers_mm=own.get("taut_covers_mm", {}),
        taut_soil_mm=own.get("taut_soil_mm", np.inf),
    )


def _drawn_on(
    slack_mm: Mapping[str, float], more_mm: Mapping[str, float], share: float
) -> dict[str, float]:
    """Lengths by structure, grown by a share of those that come with tension."""
    names = (*slack_mm, *(name for name in more_mm if name not in slack_mm))
    return {name: slack_mm.get(name, 0.0) + share * more_mm.get(name, 0.0) for name in names}


@cache
def _table(name: str) -> Mapping[str, Any]:
    """A table of the dress: `structure` by id, `roots_mm` by kind."""
    return tomllib.loads(DRESS_FILE.read_text(encoding="utf-8"))[name]


def melting_sheets() -> tuple[str, ...]:
    """Thin sheets that melt into what they lie on, the deepest first."""
    return tuple(name for name, own in _table("structure").items() if "melts_mm" in own)


def _area_mm2(solid: Solid) -> float:
    """Surface of the solid's mesh."""
    a, b, c = (solid.mesh.vertices_mm[solid.mesh.triangles[:, k]].astype(float) for k in range(3))
    return float(np.sqrt((np.cross(b - a, c - a) ** 2).sum(axis=1)).sum() / 2)


def _length_mm(solid: Solid) -> float:
    """Length of a swept structure along its middle, or the longest side of any other."""
    points = solid.mesh.vertices_mm.astype(float)
    if solid.along is None:
        return float(np.ptp(points, axis=0).max())
    station = np.minimum((solid.along * _STATIONS).astype(np.int64), _STATIONS - 1)
    count = np.bincount(station, minlength=_STATIONS)
    sums = [np.bincount(station, points[:, k], _STATIONS) for k in range(3)]
    course = (np.stack(sums, axis=1) / np.maximum(count, 1)[:, None])[count > 0]
    steps = np.sqrt((np.diff(course, axis=0) ** 2).sum(axis=1))
    return max(float(steps.sum()) * _STATIONS / max(len(course) - 1, 1), 1.0)
