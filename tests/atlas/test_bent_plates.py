"""Bends beyond a right angle: no page through the knee, no tissue through its cover, no crumbs."""

import dataclasses
import json

import numpy as np
import pytest
from PIL import Image
from scipy import ndimage

from explainer.anatomy import atlas
from explainer.atlas_build.rendering import (
    crumbs,
    hollow_fat,
    sawn_walls,
    translucent_sheets,
)
from explainer.atlas_build.rendering.material import material
from explainer.atlas_build.soft_tissue.routes import home, route
from tests.support.plate_shapes import drawn, square, tube

pytestmark = pytest.mark.geometry

BENT = [plate for plate in atlas.plates() if plate.flexion_deg >= 90.0]
STRETCHED = [plate for plate in BENT if plate.view == "anterior"]


def named(plate):
    return f"{plate.view}-{plate.flexion_deg:.0f}"


@pytest.mark.parametrize("plate", BENT, ids=named)
def test_no_page_shows_through_a_bent_knee(plate):
    for file in plate.by_density("natural"):
        page = np.asarray(Image.open(atlas.DIRECTORY / file).convert("RGBA"))[..., 3] == 0
        enclosed = ndimage.binary_fill_holes(~page, np.ones((3, 3))) & page  # bays end in a corner
        assert enclosed.sum() == 0, file


@pytest.mark.parametrize("plate", STRETCHED, ids=named)
def test_nothing_pokes_through_the_tendon_over_the_bent_knee(plate):
    record = json.loads((atlas.DIRECTORY / plate.regions).read_bytes())
    paths = {row["id"]: row["path"] for row in record["regions"]}
    assert paths["quadriceps_tendon"].count("M") == 1  # one sheet without a hole or a scrap


def framed():
    """A square frame of bone with a window 8 mm wide in it."""
    g = drawn(square("femur", 8.0, 0.0))
    mm = g.camera.mm_per_px
    window = np.s_[12:28, 12:28] if mm == 0.5 else np.s_[10:20, 10:20]
    for name, value in (("ident", -1), ("depth_mm", -np.inf)):
        getattr(g, name)[window] = value
    return g, window


def test_fat_closes_a_gap_once_the_knee_is_bent():
    g, window = framed()
    same, stands = hollow_fat.pressed_in(g, 85.0)
    assert same is g
    assert (stands == 1.0).all()
    full, stands = hollow_fat.pressed_in(g, 90.0)
    assert (full.ident[window] == full.ids.index(hollow_fat.FAT)).all()
    assert (stands == 1.0).all()
    rim = g.depth_mm[g.shown]
    assert full.depth_mm[window].max() < rim.min()  # a floor that lies deeper than its rim
    np.testing.assert_array_equal(full.ident[g.shown], g.ident[g.shown])


def test_a_gap_with_a_narrow_mouth_is_closed_and_an_open_bay_is_not():
    shown = np.ones((60, 60), bool)
    shown[20:40, 20:40] = False
    shown[:20, 28:31] = False  # a mouth 3 pixels wide
    assert hollow_fat.gaps(np.pad(shown, 8), 2.0)[28:48, 28:48].all()
    shown[:20, 20:40] = False
    assert not hollow_fat.gaps(np.pad(shown, 8), 2.0).any()


def test_crumbs_of_a_slack_sheet_take_on_what_lies_round_them():
    g = drawn(square("femoral_cartilage", 8.0, 0.0), square("lateral_meniscus", 1.5, -3.0))
    crumb = g.ident == g.ids.index("lateral_meniscus")
    assert crumb.any()
    assert crumbs.smoothed(g, (), 85.0) is g
    even = crumbs.smoothed(g, (), 95.0)
    assert (even.ident[crumb] == g.ids.index("femoral_cartilage")).all()
    np.testing.assert_allclose(even.depth_mm[crumb], g.depth_mm[~crumb & g.shown][0], atol=0.1)
    kept = crumbs.smoothed(g, ("lateral_meniscus",), 95.0)
    assert (kept.ident[crumb] == g.ident[crumb]).all()


def test_a_rim_of_sawn_bone_holds_the_foot_of_a_ligament():
    foot = dataclasses.replace(
        square("anterior_cruciate_ligament", 2.0, -3.0), along=np.zeros(4),
        around=np.array([0.0, 0.5, 0.5, 0.0]), tendon=np.ones(4),
    )  # fmt: skip
    g = drawn(square("femoral_cartilage", 8.0, 5.0), square("femur", 1.0, 6.0), foot)
    assert sawn_walls.left_standing(g, 85.0) is g
    held = sawn_walls.left_standing(g, 90.0)
    rim = held.ident == g.ids.index("femur")
    assert held.cut[rim].all()
    ligament = g.ident == g.ids.index(foot.id)
    np.testing.assert_array_equal(held.ident[ligament], g.ident[ligament])
    about = ndimage.binary_dilation(ligament, iterations=2) & ~ligament
    assert rim[about].all()


def test_a_band_covers_what_swells_through_it_once_it_is_taut():
    band = dataclasses.replace(
        square("quadriceps_tendon", 6.0, 0.0), along=np.array([1.0, 1, 0, 0]),
        around=np.array([0.0, 0.5, 0.5, 0.0]), tendon=np.ones(4),
    )  # fmt: skip
    g = drawn(band, square("vastus_intermedius", 1.5, -3.0))
    own = material(band.id, "tendon", tube())
    own = dataclasses.replace(own, length_mm=12.0, roots_mm=(0.0, 0.0))
    through = g.ident == g.ids.index("vastus_intermedius")
    for flexion_deg, seen in ((85.0, "vastus_intermedius"), (95.0, band.id)):
        made_of = {band.id: own.at_bend(flexion_deg)}
        covered = translucent_sheets.cover_with_bands(g, [band], made_of)
        assert {covered.ids[number] for number in covered.ident[through]} == {seen}
    assert own.at_bend(85.0) is own


def test_an_end_does_not_take_root_in_a_bone_far_behind_it():
    end = square("popliteus", 4.0, 0.0)
    own = material("popliteus", "muscle", tube())
    assert np.isinf(own.at_bend(85.0).soil_mm)
    far = drawn(square("fibula", 6.0, 30.0))
    for flexion_deg, thinned in ((85.0, True), (95.0, False)):
        layer = translucent_sheets.Layer(
            end, thin_cover, ("fibula",), soil_mm=own.at_bend(flexion_deg).soil_mm
        )
        g = translucent_sheets.composite(far, [layer])
        mine = g.ident == g.ids.index("popliteus")
        assert bool((g.overlay_opacity[mine] < 1.0).all()) is thinned


def thin_cover(g):
    """A cover of one half everywhere."""
    return (np.full(g.ident.shape, 0.5, np.float32),) * 2


@pytest.mark.parametrize("flexion_deg", [105.0, 120.0, 140.0])
def test_the_inner_collateral_ligament_bends_as_one_band(flexion_deg):
    name = "medial_collateral_ligament"
    line = route(name, flexion_deg)
    step = np.linalg.norm(np.diff(line.centre_mm, axis=0), axis=1)
    bend = np.linalg.norm(np.diff(line.tangent, axis=0), axis=1) / step
    assert (bend * home(name).width_mm[1:] / 2).max() < 1.0  # its inner edge does not fold
