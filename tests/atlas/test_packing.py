"""At every bend soft structures lie beside one another: none inside another, none kinked."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from explainer import catalog
from explainer.atlas_build import mesh_packing
from explainer.atlas_build.geometry import voxels
from explainer.atlas_build.geometry.shapes import Mesh, arc_length
from explainer.atlas_build.soft_tissue import contact_surface, overlap, soft_solids, tubes
from explainer.atlas_build.soft_tissue.stations import forms
from tests.support.straight_tube import straight_tube

pytestmark = pytest.mark.geometry

BENDS = (0.0, 60.0, 90.0, 120.0)
MUSCLES_CM3 = 5.0  # in sum, muscle inside muscle
SLENDER_CM3 = 0.3  # vessels and nerves inside muscle
SLENDER = ("artery", "vein", "nerve")
NERVE_RADIUS_MM = 10.0
NERVE_LENGTH_SHARE = 0.9
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


@pytest.mark.parametrize("shift", [0.03, 0.07, 0.11, 0.19])
def test_the_grid_knows_the_volume_of_a_tube(shift):
    """Wherever the grid lies; on the tube's very edge whole layers would fall in or out at once."""
    tube = straight_tube((0, 0, 0), (0, 60, 0), 10.0, 6.0, rings=40, sides=48).mesh
    step, low = 0.25, np.full(3, -20.0 + shift)
    filled = voxels.inside(tube, low, step, (164, 404, 164))
    assert filled.sum() * step**3 == pytest.approx(tube.volume_mm3(), rel=0.003)


def test_a_surface_that_crosses_itself_counts_once():
    a = straight_tube((0, 0, 0), (0, 60, 0), 10.0, 6.0, rings=40, sides=48).mesh
    b = Mesh(a.vertices_mm + np.array([3, 0, 0], np.float32), a.triangles)
    both = Mesh(np.concatenate([a.vertices_mm, b.vertices_mm]),
                np.concatenate([a.triangles, b.triangles + len(a.vertices_mm)]))  # fmt: skip
    low, shape = np.full(3, -19.9), (50, 110, 44)
    first, second, union = (voxels.inside(m, low, 1.0, shape) for m in (a, b, both))
    assert np.array_equal(union, first | second)


def test_a_tube_half_inside_another_is_counted():
    a = straight_tube((0, 0, 0), (0, 60, 0), 8.0, 8.0, rings=40, sides=48).mesh
    b = Mesh(a.vertices_mm + np.array([0, 30, 0], np.float32), a.triangles)
    between, within = overlap.overlaps_cm3({"a": a, "b": b}, ["a", "b"], [])
    assert between["a", "b"] == pytest.approx(np.pi * 64 * 42 / 1000, rel=0.15)
    assert within == {}


def test_the_bend_of_a_line_is_its_radius():
    turn = np.linspace(0.0, 2.0, 200)
    arc = 14.0 * np.stack([np.cos(turn), np.sin(turn), 0 * turn], axis=1)
    assert overlap.bend_radii_mm(arc).min() == pytest.approx(14.0, rel=0.03)


def test_what_lies_beyond_a_sharp_end_is_not_inside_it():
    """The plane of the nearest vertex cuts through space far beyond it: that is not inside."""
    solid = built(0.0)["adductor_magnus"]
    vertices = solid.mesh.vertices_mm.astype(float)
    surface = contact_surface.surface_of("adductor_magnus", vertices, solid)
    tip = vertices[vertices[:, 1].argmin()]
    steps = np.arange(-40.0, 41.0, 8.0)
    about = tip + np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(-1, 3)
    away, _ = surface.tree.query(about)
    far = about[away > 20.0]  # the muscle is less than 20 mm thick there
    assert len(far) > 100
    assert surface.ask(far)[0].min() > 0.0
    ring = vertices[: forms()["adductor_magnus"].sides * 20].mean(axis=0)
    assert surface.ask(ring[None])[0][0] < 0.0


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


def nerves() -> list[str]:
    return [name for name in soft_solids.swept() if KIND[name] == "nerve"]


def drawn_line(name: str, flexion_deg: float) -> np.ndarray:
    """Middles of the rings of a nerve as drawn, (rings, 3)."""
    vertices = built(flexion_deg)[name].mesh.vertices_mm[:-2].astype(float)
    return vertices.reshape(-1, forms()[name].sides, 3).mean(axis=1)


@pytest.mark.parametrize("flexion_deg", BENDS)
def test_nerves_bend_and_do_not_kink(flexion_deg):
    """The line that a nerve is swept along, and the nerve itself once all have made room."""
    radii = {n: [round(float(overlap.bend_radii_mm(line).min()), 1)
                 for line in (soft_solids.path(n, flexion_deg), drawn_line(n, flexion_deg))]
             for n in nerves()}  # fmt: skip
    print(flexion_deg, radii)
    assert min(min(pair) for pair in radii.values()) >= NERVE_RADIUS_MM


@pytest.mark.parametrize("flexion_deg", [60.0, 90.0, 105.0, 120.0])
def test_nerves_go_slack_and_do_not_shorten(flexion_deg):
    """Trunk and branches share the slack of the bent knee and keep nine tenths of their length."""
    share = {n: round(float(arc_length(soft_solids.path(n, flexion_deg))[-1]
                            / arc_length(soft_solids.path(n, 0.0))[-1]), 2)
             for n in nerves()}  # fmt: skip
    print(flexion_deg, share)
    assert min(share.values()) >= NERVE_LENGTH_SHARE


def test_nerves_do_not_kink_in_the_deepest_bend():
    radii = {n: float(overlap.bend_radii_mm(soft_solids.path(n, 140.0)).min()) for n in nerves()}
    print({name: round(value, 1) for name, value in radii.items()})
    assert min(radii.values()) >= NERVE_RADIUS_MM


@pytest.mark.parametrize("flexion_deg", [0.0, 90.0])
def test_plantaris_keeps_its_volume_between_its_neighbours(flexion_deg):
    share = built(flexion_deg)["plantaris"].mesh.volume_mm3() / tubes.home_volume_mm3("plantaris")
    print(flexion_deg, round(share, 2))
    assert share == pytest.approx(1.0, abs=VOLUME_SHARE)
