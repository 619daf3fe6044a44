"""How structures end in the plates: rooted in bone, run on over it, or cut with a face to see."""

import dataclasses

import numpy as np
import pytest

from explainer.atlas_build.rendering import (
    lighting,
    palette,
    raster,
    shading,
    tendon_ends,
    translucent_sheets,
)
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.material import material
from explainer.atlas_build.rendering.render_items import render_item
from explainer.atlas_build.soft_tissue import tubes
from tests.support.plate_shapes import square
from tests.support.straight_tube import straight_tube

pytestmark = pytest.mark.geometry

FROM_BEHIND = Camera((0, 0, 1), (0, 1, 0), -12.0, 12.0, 0.25, 96, 96)
TENDON, BONE, FLESH = "semitendinosus", "tibia", "soleus"
MIDDLE = 48  # column of the course
WITHIN, ROOT, TIP = 30, 52, 76  # rows well above the root, where it begins and where it ends


def wall(name: str) -> raster.Item:
    """A square 22 mm wide behind the tendon."""
    return square(name, 11.0, 3.0)


def cord():
    """A tendon 6 mm wide that runs down from the upper edge of the picture to y = -7 mm."""
    return straight_tube((0, 14, 0), (0, -7, 0), 3.0, 1.5, rings=60, sides=24, tendon=[1.0])


def rooted(ground: str, roots_mm: tuple[float, float] = (0.0, 6.0)):
    """The tendon's end laid over a wall, and the materials of both."""
    materials = {
        TENDON: dataclasses.replace(material(TENDON, "muscle", cord()), roots_mm=roots_mm),
        ground: material(ground, "bone" if ground == BONE else "muscle", cord()),
    }
    items = [render_item(TENDON, cord()), wall(ground)]
    bodies, ends = tendon_ends.split_ends(items, materials, FROM_BEHIND)
    g = raster.draw(bodies, FROM_BEHIND)
    return translucent_sheets.composite(g, tendon_ends.layers(ends, materials)), materials


def name_at(g: raster.GBuffer, row: int, column: int = MIDDLE) -> str:
    return g.ids[g.ident[row, column]]


def test_a_tendon_sinks_into_the_bone_it_ends_on():
    g, _ = rooted(BONE)
    assert name_at(g, WITHIN) == TENDON
    assert g.overlay_opacity[WITHIN, MIDDLE] == 1.0
    assert g.depth_mm[WITHIN, MIDDLE] == pytest.approx(1.5, abs=0.1)
    shares = g.overlay_opacity[ROOT:TIP, MIDDLE]
    assert 0.4 < shares[5] < 1.0
    at = ROOT + int(np.argmin(shares))
    assert shares.min() < 0.2
    assert g.ids[g.under[at, MIDDLE]] == BONE
    assert g.depth_mm[at, MIDDLE] < -2.0  # all but on the bone, 3 mm behind the course


def test_the_contour_of_an_end_fades_and_its_colour_turns_into_the_bone():
    dress = palette.dress("natural")
    ends = {}
    for root_mm in (0.0, 6.0):
        g, materials = rooted(BONE, (0.0, root_mm))
        lit = shading.light(g, materials, dress, 2)
        whole = shading.cover(g, np.ones(g.ident.shape, np.float32))
        painted = shading.paint(g, dress, lit, whole)
        ends[root_mm] = lit.ink[70:84, MIDDLE].max(), painted
    assert ends[0.0][0] > 0.6
    assert ends[6.0][0] < 0.15
    step = {k: np.abs(np.diff(p[68:84, MIDDLE, 0])).max() for k, (_, p) in ends.items()}
    assert step[6.0] < 0.3 * step[0.0]


def test_an_end_that_lies_on_flesh_keeps_its_edge():
    g, _ = rooted(FLESH)
    shown = g.ident == g.ids.index(TENDON)
    np.testing.assert_array_equal(g.overlay_opacity[shown], 1.0)
    alone = raster.draw([render_item(TENDON, cord())], FROM_BEHIND)
    np.testing.assert_array_equal(shown, alone.shown)


def test_an_end_that_is_cut_back_takes_no_root():
    own = dataclasses.replace(material(TENDON, "muscle", cord()), roots_mm=(0.0, 6.0))
    part = render_item(TENDON, cord(), (0.0, 0.5))
    bodies, ends = tendon_ends.split_ends([part], {TENDON: own}, FROM_BEHIND)
    assert ends == []
    assert len(bodies[0].triangles) == len(part.triangles)


def test_fibres_run_on_over_a_bone_and_leave_it_its_region():
    own = material(TENDON, "muscle", cord())
    own = dataclasses.replace(own, roots_mm=(0.0, 0.0), creeps_mm={BONE: 4.0})
    materials = {TENDON: own, BONE: material(BONE, "bone", cord())}
    plain = raster.draw([render_item(TENDON, cord()), wall(BONE)], FROM_BEHIND)
    g = tendon_ends.creep_over_bone(plain, materials)
    np.testing.assert_array_equal(g.ident, plain.ident)
    end = np.flatnonzero(plain.ident[:, MIDDLE] == plain.ids.index(TENDON)).max()
    shares = g.overlay_opacity[end + 1 :, MIDDLE]
    assert shares[0] < 0.5
    assert (np.diff(shares) >= -0.01).all()
    np.testing.assert_array_equal(shares[int(4.0 / 0.25) :], 1.0)
    assert g.ids[g.under[end + 1, MIDDLE]] == TENDON


def test_a_cut_end_shows_its_face_to_the_viewer():
    solid = straight_tube((0, 12, 0), (0, -12, 0), 4.0, 3.0)
    square_cut = raster.draw([render_item(FLESH, solid, (0.0, 0.5))], FROM_BEHIND)
    behind = FROM_BEHIND.basis[2]
    slanted = raster.draw([render_item(FLESH, solid, (0.0, 0.5), behind)], FROM_BEHIND)
    assert not square_cut.cut.any()
    height = np.flatnonzero(slanted.cut.any(axis=1))
    assert np.ptp(height) * 0.25 == pytest.approx(6.0 * 0.7, abs=0.6)  # depth by slope
    width = np.flatnonzero(slanted.cut.any(axis=0))
    assert np.ptp(width) * 0.25 == pytest.approx(8.0, abs=0.8)
    assert slanted.depth_mm[height[len(height) // 2], MIDDLE] == pytest.approx(0.0, abs=0.4)
    level = raster.draw([render_item(FLESH, solid, (0.0, 0.5), np.array([0, 1.0, 0]))], FROM_BEHIND)
    assert not level.cut.any()  # a viewer who looks along the course sees the face anyway


def test_what_turns_down_in_a_bent_knee_is_lit_and_a_level_view_is_not_changed():
    lamps = dict(palette.dress("natural").light)
    dark = lamps | {"low_strength": 0.0}
    for camera, gain in ((FROM_BEHIND, 0.0), (FROM_BEHIND.raised(45.0), 0.24)):
        g = raster.draw([wall(BONE)], camera)
        lit, unlit = (lighting.tone(g, given)[0][48, 48] for given in (lamps, dark))
        assert lit - unlit == pytest.approx(gain, abs=0.05)


def test_a_shortened_belly_swells_and_its_tendon_does_not():
    solid = cord()
    rings = solid.mesh.vertices_mm[:-2].reshape(-1, 24, 3).astype(float)
    middle, flesh = rings.mean(axis=1), np.zeros(len(rings))
    flesh[: len(rings) // 2] = 1.0
    wanted = 1.1 * solid.mesh.volume_mm3()
    swollen = tubes._refilled(
        solid.mesh.vertices_mm.astype(float), solid.mesh.triangles, middle, flesh, wanted
    )
    grown = np.linalg.norm(swollen[:-2].reshape(-1, 24, 3) - middle[:, None], axis=2)
    grown /= np.linalg.norm(rings - middle[:, None], axis=2)
    np.testing.assert_allclose(grown[flesh == 1.0], np.sqrt(1.1), rtol=1e-6)
    np.testing.assert_allclose(grown[flesh == 0.0], 1.0, rtol=1e-6)
