"""The painter's parts: rasteriser, cutting back, outlines, colour, and the views' records."""

import dataclasses

import numpy as np
import pytest

from explainer import catalog
from explainer.atlas_build.geometry.shapes import sweep
from explainer.atlas_build.rendering import (
    palette,
    plates,
    raster,
    regions,
    section_faces,
    shading,
    texture,
    translucent_sheets,
)
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.material import material
from explainer.atlas_build.rendering.raster import EMPTY, Item
from explainer.atlas_build.rendering.render_items import render_item

pytestmark = pytest.mark.geometry

FROM_BEHIND = Camera((0, 0, 1), (0, 1, 0), -10.0, 10.0, 0.5, 40, 40)


def square(name: str, half_mm: float, x_mm: float) -> Item:
    """A square that faces backwards (-x), at depth x."""
    corners = [(x_mm, -1, -1), (x_mm, -1, 1), (x_mm, 1, 1), (x_mm, 1, -1)]
    vertices = np.array(corners, float) * [1, half_mm, half_mm]
    normals = np.tile([-1.0, 0.0, 0.0], (4, 1))
    return Item(name, vertices, np.array([[0, 1, 2], [0, 2, 3]]), normals)


def tube():
    line = np.array([(0.0, 8.0 - y, 0.0) for y in range(0, 17, 4)])
    return sweep(line, 3.0, 2.0, rings=30, sides=16, tendon=[1, 0, 0, 0, 1])


def test_a_square_covers_its_pixels_and_no_more():
    g = raster.draw([square("a", 4.0, 0.0)], FROM_BEHIND)
    rows, columns = np.nonzero(g.shown)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (12, 27, 12, 27)
    assert g.shown.sum() == 16 * 16


def test_the_nearer_structure_hides_the_farther_from_behind():
    g = raster.draw([square("far", 6.0, 5.0), square("near", 3.0, -5.0)], FROM_BEHIND)
    assert g.ids[g.ident[20, 20]] == "near"
    assert g.ids[g.ident[20, 10]] == "far"
    assert g.depth_mm[20, 20] == pytest.approx(5.0)  # towards the viewer is -x
    assert g.ident[0, 0] == EMPTY


def test_lateral_is_on_the_right_seen_from_behind():
    small = square("a", 1.0, 0.0)
    moved = Item("a", small.vertices_mm + np.array([0, 0, 6.0]), small.triangles, small.normals)
    columns = np.nonzero(raster.draw([moved], FROM_BEHIND).shown)[1]
    assert columns.min() > 20


def test_a_surface_that_faces_away_is_not_drawn_unless_hollow():
    item = square("a", 4.0, 0.0)
    turned = item.triangles[:, ::-1]
    behind = Item("a", item.vertices_mm, turned, item.normals)
    hollow = Item("a", item.vertices_mm, turned, item.normals, hollow=True)
    assert not raster.draw([behind], FROM_BEHIND).shown.any()
    g = raster.draw([hollow], FROM_BEHIND)
    assert g.cut[20, 20]


def test_a_tilted_surface_keeps_its_depth():
    item = square("a", 4.0, 0.0)
    tilted = item.vertices_mm + np.outer(item.vertices_mm[:, 1], [0.5, 0, 0])
    g = raster.draw([Item("a", tilted, item.triangles, item.normals)], FROM_BEHIND)
    height = 10.0 - (14 + 0.5) * 0.5
    assert g.depth_mm[14, 20] == pytest.approx(-0.5 * height, abs=1e-5)


def test_a_section_saws_off_what_is_nearer_and_shows_the_inside():
    camera = dataclasses.replace(FROM_BEHIND, section_mm=0.0)
    g = raster.draw([render_item("m", tube())], camera)
    assert g.cut[20, 20]
    assert g.depth_mm[20, 20] == pytest.approx(0.0)
    assert g.depth_mm[g.shown].max() <= 0.0


def test_the_covered_part_alone_gives_the_same_picture():
    item = render_item("m", tube())
    whole = raster.draw([item], FROM_BEHIND)
    part = raster.extent([item], FROM_BEHIND)
    window = raster.draw([item], FROM_BEHIND.window(*part))
    cover = plates.placed(window.shown, FROM_BEHIND, part[:2])
    assert part[2] < FROM_BEHIND.width / 2
    np.testing.assert_array_equal(cover, whole.shown)


def test_a_silhouette_is_what_the_structure_alone_covers():
    item = render_item("m", tube())
    alone = raster.silhouette(item, FROM_BEHIND)
    np.testing.assert_array_equal(np.isfinite(alone), raster.draw([item], FROM_BEHIND).shown)


def test_gaps_of_a_section_are_filled_but_near_structures_stay_in_sight():
    camera = dataclasses.replace(FROM_BEHIND, section_mm=0.0)
    near, far = square("femur", 2.0, 1.5), square("tibia", 6.0, 8.0)
    g = raster.draw([near, far], camera)
    wrap = raster.draw([render_item("skin", tube())], camera)
    filled = plates.filled(g, wrap, 4.0)
    assert filled.ids[filled.ident[20, 20]] == "femur"
    assert filled.ids[filled.ident[11, 20]] == "skin"
    assert filled.cut[11, 20]


def test_what_sticks_in_a_bone_leaves_no_hole_in_its_cut_face():
    camera = dataclasses.replace(FROM_BEHIND, section_mm=0.0)
    bone, stuck = render_item("femur", tube()), render_item("soleus", tube())
    small = dataclasses.replace(stuck, vertices_mm=stuck.vertices_mm * 0.3 + [1.0, 0, 0])
    g = raster.draw([bone, small], camera)
    assert not g.cut[20, 20]  # the small one's front is nearer than the bone's back
    capped = section_faces.cap_section(g, [bone, small], {"femur": "bone", "soleus": "muscle"})
    assert capped.ids[capped.ident[20, 20]] == "femur"
    assert capped.cut[20, 20]
    assert capped.depth_mm[20, 20] == pytest.approx(0.0)


def test_what_stays_whole_at_a_section_is_pressed_behind_it():
    camera = dataclasses.replace(FROM_BEHIND, section_mm=0.0)
    item = render_item("m", tube())
    flat = section_faces.flatten(item, camera)
    assert camera.to_plate(flat.vertices_mm)[:, 2].max() < 0.0
    alone = raster.draw([flat], camera)
    np.testing.assert_array_equal(alone.shown, raster.draw([item], FROM_BEHIND).shown)


def test_the_viewer_rises_to_look_into_the_hollow_of_a_bent_knee():
    view = plates.views()["posterior_superficial"]
    across, up, towards = view.bent(90.0).camera.basis
    np.testing.assert_allclose(across, [0, 0, 1])
    np.testing.assert_allclose(towards, np.array([-1, 1, 0]) * np.sqrt(0.5), atol=1e-9)
    np.testing.assert_allclose(up, np.array([1, 1, 0]) * np.sqrt(0.5), atol=1e-9)
    assert view.bent(0.0).camera == view.camera


def test_cut_ends_of_a_bent_knee_fade_along_one_level_of_the_picture():
    view = plates.views()["posterior_floor"]
    bent = view.bent(90.0)
    near, far = (np.full((bent.camera.height, 1), depth) for depth in (30.0, -30.0))
    column = bent.camera.window(0, 0, 1, bent.camera.height)
    levels = [plates.opacity(bent, 90.0, column, depth)[:, 0] for depth in (near, far)]
    np.testing.assert_array_equal(*levels)
    assert levels[0].min() < 0.01
    assert levels[0].max() == 1.0


def test_the_straight_knee_fades_at_its_own_heights():
    view = plates.views()["posterior_floor"]
    plane = np.zeros((view.camera.height, 1))
    level = plates.opacity(view, 0.0, view.camera.window(0, 0, 1, view.camera.height), plane)
    height = view.camera.top_mm - (np.nonzero(level[:, 0] > 0.5)[0] + 0.5) * view.camera.mm_per_px
    assert height.max() == pytest.approx(np.mean(view.thigh_fade_mm), abs=0.5)
    assert height.min() == pytest.approx(np.mean(view.shank_fade_mm), abs=0.5)


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
    g = translucent_sheets.overlay_sheets(raster.draw([bone], FROM_BEHIND), [thin], {thin.id: own})
    assert g.ids[g.ident[20, 20]] == thin.id
    assert g.depth_mm[20, 20] == pytest.approx(2.0, abs=1e-4)
    assert g.overlay_opacity[20, 20] == 1.0
    assert g.ids[g.ident[12, 20]] == thin.id  # still its own region at the edge
    assert g.depth_mm[12, 20] < 0.2
    assert g.ids[g.under[12, 20]] == "femur"
    assert g.overlay_opacity[12, 20] < 0.1


def test_a_sheet_keeps_its_edge_before_the_page():
    thin = sheet()
    own = dataclasses.replace(material(thin.id, "ligament", tube()), melts_mm=(2.0, 2.0, 2.0))
    far = dataclasses.replace(square("femur", 1.0, 5.0))
    g = translucent_sheets.overlay_sheets(raster.draw([far], FROM_BEHIND), [thin], {thin.id: own})
    assert g.overlay_opacity[12, 20] == 1.0
    assert g.under[12, 20] == EMPTY
    assert np.isfinite(g.depth_mm[12, 20])


def test_flesh_beside_a_section_is_left_out():
    camera = dataclasses.replace(FROM_BEHIND, section_mm=0.0)
    far = square("soleus", 9.0, 8.5)
    g = plates.filled(
        raster.draw([far], camera), raster.draw([render_item("skin", tube())], camera), 4.0
    )
    assert not g.shown[20, 3]  # the flesh is 18 mm wide, the skin cut there 6 mm
    assert g.ids[g.ident[20, 20]] == "skin"


def test_drawing_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        raster.draw([], FROM_BEHIND)


def test_turns_run_smoothly_over_the_seam():
    g = raster.draw([render_item("m", tube())], FROM_BEHIND.scaled(4))
    middle = g.around[80]
    seen = middle[~np.isnan(middle)]
    step = np.abs(np.diff(seen))
    assert np.minimum(step, 1 - step).max() < 0.12


def test_cutting_back_leaves_the_wanted_stretch_and_an_open_end():
    solid = tube()
    whole, part = render_item("m", solid), render_item("m", solid, (0.0, 0.5))
    assert part.hollow
    assert part.along[np.unique(part.triangles)].max() == pytest.approx(0.5, abs=1e-6)
    assert part.vertices_mm[np.unique(part.triangles)][:, 1].min() == pytest.approx(0.0, abs=0.2)
    assert len(whole.triangles) > len(part.triangles) > len(whole.triangles) / 3


def test_a_bone_cannot_be_cut_back():
    solid = tube()
    bare = type(solid)(solid.mesh)
    with pytest.raises(ValueError, match="femur has no course"):
        render_item("femur", bare, (0.0, 0.5))


def test_an_outline_follows_the_mask_within_half_a_pixel():
    rows, columns = np.mgrid[0:60, 0:60] + 0.5
    cover = (np.hypot(rows - 30, columns - 30) < 20).astype(float)
    path = regions.outline(cover, 0.35, 4.0)
    points = np.array([p.split() for p in path[1:-1].split("L")], float)
    assert path.startswith("M")
    assert np.abs(np.hypot(*(points - 30).T) - 20).max() < 0.8
    assert len(points) < 60


def test_an_outline_keeps_holes_and_drops_specks():
    cover = np.zeros((40, 40))
    cover[5:30, 5:30] = 1
    cover[12:20, 12:20] = 0
    cover[35, 35] = 1
    assert regions.outline(cover, 0.35, 4.0).count("M") == 2


def test_the_anchor_lies_in_the_roundest_part():
    cover = np.zeros((40, 60))
    cover[18:22, 0:40] = 1
    cover[10:30, 40:60] = 1
    x, y = regions.inner_point(cover)
    assert 46 < x < 54
    assert 16 < y < 24


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
    g = raster.draw([render_item("m", solid)], FROM_BEHIND.scaled(4))
    paint = palette.dress(dress)
    materials = {"m": material("m", "muscle", solid)}
    lit = shading.light(g, materials, paint, 4)
    faded = np.full(g.ident.shape, opacity, np.float32)
    return shading.picture(shading.paint(g, materials, paint, lit, faded), 4)


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


def test_views_name_only_structures_of_the_catalog():
    known = set(catalog.structures())
    for view in plates.views().values():
        assert set(view.shows) <= known, view.id
        assert set(view.cut_back) <= set(view.shows), view.id


def test_axes_of_a_view_say_where_its_camera_looks_from():
    unit = {"x": (1, 0, 0), "y": (0, 1, 0), "z": (0, 0, 1), "-x": (-1, 0, 0), "-z": (0, 0, -1)}
    for view in plates.views().values():
        right, up = (unit[axis] for axis in view.axes)
        np.testing.assert_allclose(view.camera.basis[:2], [right, up])


def test_a_view_without_a_crop_is_refused(tmp_path):
    file = tmp_path / "views.toml"
    file.write_text("[sets]\n[odd]\nright = [0, 0, 1]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"views.toml \[odd\]: 'crop_mm'"):
        plates.views(file)


def test_an_anchor_beside_its_outline_is_put_inside_it():
    path = "M10 10L30 10L30 30L10 30ZM14 14L26 14L26 26L14 26Z"
    assert regions.seated([12.5, 12.5], path) == [12.5, 12.5]
    x, y = regions.seated([20.5, 20.5], path)  # the hole in the middle
    assert 10 < x < 30
    assert 10 < y < 30
    assert not (14 < x < 26 and 14 < y < 26)
