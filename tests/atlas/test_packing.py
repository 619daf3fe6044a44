"""At every bend soft structures lie beside one another: none inside another, none kinked."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from explainer import catalog
from explainer.atlas_build import mesh_packing
from explainer.atlas_build.geometry import voxels
from explainer.atlas_build.geometry.shapes import Mesh, sweep
from explainer.atlas_build.soft_tissue import overlap, soft_solids

pytestmark = pytest.mark.geometry

BENDS = (0.0, 60.0, 90.0, 120.0)
MUSCLES_CM3 = 5.0  # in sum, muscle inside muscle
SLENDER_CM3 = 0.3  # vessels and nerves inside muscle
SLENDER = ("artery", "vein", "nerve")
NERVE_RADIUS_MM = 10.0
VOLUME_SHARE = 0.15
KIND = {name: record.kind for name, record in catalog.structures().items()}


@cache
def built(flexion_deg: float) -> dict:
    return soft_solids.build(flexion_deg)


def thinned(flexion_deg: float) -> dict[str, Mesh]:
    """The surfaces as the browser draws them."""
    found = {}
    for name, solid in built(flexion_deg).items():
        frames, triangles, _ = mesh_packing._thinned(name, [solid])
        found[name] = Mesh(frames[0].astype(np.float32), triangles.astype(np.int32))
    return found


def measured_cm3(meshes: dict[str, Mesh]) -> tuple[float, float]:
    """Muscle inside muscle and slender inside muscle, each in sum; the worst pairs are printed."""
    sums = overlap.overlaps_cm3(
        meshes,
        [name for name in meshes if KIND[name] == "muscle"],
        [name for name in meshes if KIND[name] in SLENDER],
    )
    for pairs in sums:
        print({p: round(v, 2) for p, v in sorted(pairs.items(), key=lambda i: -i[1])[:6] if v})
    muscles, slender = (sum(pairs.values()) for pairs in sums)
    return muscles, slender


def test_the_grid_knows_the_volume_of_a_tube():
    tube = sweep([(0, 0, 0), (0, 60, 0)], 10.0, 6.0, rings=40, sides=48).mesh
    step = 0.25  # and no layer at the tube's own edge, where whole layers fall in or out at once
    filled = voxels.inside(tube, np.array([-19.97, -19.97, -19.97]), step, (164, 404, 164))
    assert filled.sum() * step**3 == pytest.approx(tube.volume_mm3(), rel=0.01)


def test_a_tube_half_inside_another_is_counted():
    a = sweep([(0, 0, 0), (0, 60, 0)], 8.0, 8.0, rings=40, sides=48).mesh
    b = Mesh(a.vertices_mm + np.array([0, 30, 0], np.float32), a.triangles)
    between, within = overlap.overlaps_cm3({"a": a, "b": b}, ["a", "b"], [])
    assert between["a", "b"] == pytest.approx(np.pi * 64 * 42 / 1000, rel=0.15)
    assert within == {}


def test_the_bend_of_a_line_is_its_radius():
    turn = np.linspace(0.0, 2.0, 200)
    arc = 14.0 * np.stack([np.cos(turn), np.sin(turn), 0 * turn], axis=1)
    assert overlap.bend_radii_mm(arc).min() == pytest.approx(14.0, rel=0.03)


@pytest.mark.parametrize("flexion_deg", BENDS)
def test_no_muscle_lies_in_another_and_no_vessel_or_nerve_in_a_muscle(flexion_deg):
    meshes = {name: solid.mesh for name, solid in built(flexion_deg).items()}
    muscles, slender = measured_cm3(meshes)
    print(flexion_deg, round(muscles, 2), round(slender, 2))
    assert muscles <= MUSCLES_CM3
    assert slender <= SLENDER_CM3


@pytest.mark.parametrize("flexion_deg", BENDS)
def test_nor_do_the_thinned_surfaces_of_the_browser(flexion_deg):
    muscles, slender = measured_cm3(thinned(flexion_deg))
    print(flexion_deg, round(muscles, 2), round(slender, 2))
    assert muscles <= MUSCLES_CM3
    assert slender <= SLENDER_CM3


@pytest.mark.parametrize("flexion_deg", BENDS)
def test_nerves_bend_and_do_not_kink(flexion_deg):
    nerves = [name for name in soft_solids.swept() if KIND[name] == "nerve"]
    radii = {n: float(overlap.bend_radii_mm(soft_solids.path(n, flexion_deg)).min())
             for n in nerves}  # fmt: skip
    print(flexion_deg, {name: round(value, 1) for name, value in radii.items()})
    assert min(radii.values()) >= NERVE_RADIUS_MM
