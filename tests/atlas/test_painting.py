"""Colour on the plates: sheets, texture, ramps, light, and what the page shows through."""

import dataclasses

import numpy as np
import pytest

from explainer.atlas_build.rendering import palette, shading, texture, translucent_sheets
from explainer.atlas_build.rendering.material import material
from explainer.atlas_build.rendering.raster import EMPTY, Item
from explainer.atlas_build.rendering.render_items import render_item
from tests.support.plate_shapes import FROM_BEHIND, drawn, square, tube

pytestmark = pytest.mark.geometry


def sheet() -> Item:
    """A square sheet 8 mm wide, 2 mm before the plane of `square`, its fibres running down."""
    flat = square("oblique_popliteal_ligament", 4.0, -2.0)
    return dataclasses.replace(
        flat, along=np.array([1.0, 1, 0, 0]), around=np.array([0.0, 0.5, 0.5, 0.0]),
        tendon=np.ones(4),
    )  # fmt: skip


def test_a_sheet_melts_into_what_it_lies_on():
    bone, thin = square("femur", 6.0, 0.0), sheet()
    own = material(thin.id, "ligament", tube())
    own = dataclasses.replace(own, girth_mm=16.0, length_mm=8.0, melts_mm=(2.0, 2.0, 2.0))
    g = translucent_sheets.overlay_sheets(drawn(bone), [thin], {thin.id: own})
    assert g.ids[g.ident[20, 20]] == thin.id
    assert g.depth_mm[20, 20] == pytest.approx(2.0, abs=1e-4)
    assert g.overlay_opacity[20, 20] == 1.0
    assert g.ids[g.ident[12, 20]] == thin.id  # still its own region at the edge
    assert g.depth_mm[12, 20] < 0.2
    assert g.ids[g.under[12, 20]] == "femur"
    assert g.overlay_opacity[12, 20] < 0.1


def test_a_sheet_hides_what_swells_through_it_a_little():
    thin, swollen = sheet(), drawn(square("femur", 6.0, -5.0))  # 3 mm before the sheet
    own = material(thin.id, "ligament", tube())
    own = dataclasses.replace(own, girth_mm=16.0, length_mm=8.0, melts_mm=(2.0, 2.0, 2.0))
    for covers_mm, seen in (({}, "femur"), ({"femur": 2.0}, "femur"), ({"femur": 4.0}, thin.id)):
        covering = {thin.id: dataclasses.replace(own, covers_mm=covers_mm)}
        g = translucent_sheets.overlay_sheets(swollen, [thin], covering)
        assert g.ids[g.ident[20, 20]] == seen


def test_a_sheet_keeps_its_edge_before_the_page():
    thin = sheet()
    own = dataclasses.replace(material(thin.id, "ligament", tube()), melts_mm=(2.0, 2.0, 2.0))
    far = drawn(square("femur", 1.0, 5.0))
    g = translucent_sheets.overlay_sheets(far, [thin], {thin.id: own})
    assert g.overlay_opacity[12, 20] == 1.0
    assert g.under[12, 20] == EMPTY
    assert np.isfinite(g.depth_mm[12, 20])


def test_noise_is_the_same_every_time_and_repeats_round_the_tube():
    v = np.linspace(0, 30, 50)
    first = texture.flat_noise(np.full(50, 0.25), v, np.int64(12), 3)
    again = texture.flat_noise(np.full(50, 12.25), v, np.int64(12), 3)
    np.testing.assert_allclose(first, again)
    assert first.std() > 0.1
    assert 0 <= first.min() <= first.max() <= 1


def test_ramps_pass_through_their_own_colour():
    ramp = palette.ramp("#4a1418", "#ab443b", "#e99a83")
    middle = palette.encoded(ramp[len(ramp) // 2]) * 255
    np.testing.assert_allclose(middle, [0xAB, 0x44, 0x3B], atol=2.0)
    assert (np.diff(ramp.sum(axis=1)) >= -1e-6).all()


def test_an_unknown_dress_is_refused():
    with pytest.raises(ValueError, match="velvet"):
        palette.dress("velvet")


def test_clay_has_no_tissue_colour():
    clay = palette.dress("clay")
    ramps = [tissue.ramp for tissue in clay.tissues.values()]
    assert all((ramp == ramps[0]).all() for ramp in ramps)
    assert palette.encoded(ramps[0][len(ramps[0]) // 2]).min() > 0.85


def painted(dress: str, opacity: float) -> np.ndarray:
    solid = tube()
    g = drawn(render_item("m", solid), camera=FROM_BEHIND.scaled(4))
    paint = palette.dress(dress)
    materials = {"m": material("m", "muscle", solid)}
    lit = shading.light(g, materials, paint, 4)
    faded = np.full(g.ident.shape, opacity, np.float32)
    return shading.picture(shading.paint(g, paint, lit, shading.cover(g, faded)), 4)


def test_painting_twice_gives_the_same_bytes():
    assert painted("natural", 1.0).tobytes() == painted("natural", 1.0).tobytes()


def test_belly_is_red_and_tendon_pale():
    picture = painted("natural", 1.0).astype(float)
    belly, tendon = picture[20, 19], picture[5, 19]
    assert belly[0] > 1.5 * belly[2]
    assert tendon[2] > 0.85 * tendon[0]


def test_light_comes_from_the_upper_left():
    picture = painted("clay", 1.0)[..., :3].astype(float).sum(axis=-1)
    assert picture[20, 16] > picture[20, 23] + 20


def test_the_page_shows_through_where_nothing_is_drawn_or_all_has_faded():
    assert painted("natural", 1.0)[0, 0].tolist() == [0, 0, 0, 0]
    assert painted("natural", 1.0)[20, 20, 3] == 255
    assert not painted("natural", 0.0).any()
