"""The rasteriser: what hides what, cutting back, sections and what fills them."""

import dataclasses

import numpy as np
import pytest

from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.rendering import plates, raster, section_faces
from explainer.atlas_build.rendering.raster import EMPTY
from explainer.atlas_build.rendering.render_items import render_item
from tests.support.plate_shapes import FROM_BEHIND, SECTION, drawn, square, tube

pytestmark = pytest.mark.geometry


def test_a_square_covers_its_pixels_and_no_more():
    g = drawn(square("a", 4.0, 0.0))
    rows, columns = np.nonzero(g.shown)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (12, 27, 12, 27)
    assert g.shown.sum() == 16 * 16


def test_the_nearer_structure_hides_the_farther_from_behind():
    g = drawn(square("far", 6.0, 5.0), square("near", 3.0, -5.0))
    assert g.ids[g.ident[20, 20]] == "near"
    assert g.ids[g.ident[20, 10]] == "far"
    assert g.depth_mm[20, 20] == pytest.approx(5.0)  # towards the viewer is -x
    assert g.ident[0, 0] == EMPTY


def test_lateral_is_on_the_right_seen_from_behind():
    item = square("a", 1.0, 0.0)
    moved = dataclasses.replace(item, vertices_mm=item.vertices_mm + np.array([0, 0, 6.0]))
    assert np.nonzero(drawn(moved).shown)[1].min() > 20


def test_a_surface_that_faces_away_is_not_drawn_unless_hollow():
    item = square("a", 4.0, 0.0)
    turned = dataclasses.replace(item, triangles=item.triangles[:, ::-1])
    assert not drawn(turned).shown.any()
    assert drawn(dataclasses.replace(turned, hollow=True)).cut[20, 20]


def test_a_tilted_surface_keeps_its_depth():
    item = square("a", 4.0, 0.0)
    tilted = item.vertices_mm + np.outer(item.vertices_mm[:, 1], [0.5, 0, 0])
    g = drawn(dataclasses.replace(item, vertices_mm=tilted))
    height = 10.0 - (14 + 0.5) * 0.5
    assert g.depth_mm[14, 20] == pytest.approx(-0.5 * height, abs=1e-5)


def test_the_covered_part_alone_gives_the_same_picture():
    item = render_item("m", tube())
    part = raster.extent([item], FROM_BEHIND)
    window = drawn(item, camera=FROM_BEHIND.window(*part))
    cover = plates.placed(window.shown, FROM_BEHIND, part[:2])
    assert part[2] < FROM_BEHIND.width / 2
    np.testing.assert_array_equal(cover, drawn(item).shown)


def test_a_silhouette_is_what_the_structure_alone_covers():
    item = render_item("m", tube())
    covered = np.isfinite(raster.silhouette(item, FROM_BEHIND))
    np.testing.assert_array_equal(covered, drawn(item).shown)


def test_drawing_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        drawn()


def test_turns_run_smoothly_over_the_seam():
    g = drawn(render_item("m", tube()), camera=FROM_BEHIND.scaled(4))
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
    with pytest.raises(ValueError, match="femur has no course"):
        render_item("femur", Solid(tube().mesh), (0.0, 0.5))


def test_a_section_saws_off_what_is_nearer_and_shows_the_inside():
    g = drawn(render_item("m", tube()), camera=SECTION)
    assert g.cut[20, 20]
    assert g.depth_mm[20, 20] == pytest.approx(0.0)
    assert g.depth_mm[g.shown].max() <= 0.0


def test_gaps_of_a_section_are_filled_but_near_structures_stay_in_sight():
    g = drawn(square("femur", 2.0, 1.5), square("tibia", 6.0, 8.0), camera=SECTION)
    wrap = drawn(render_item("skin", tube()), camera=SECTION)
    filled = plates.filled(g, wrap, 4.0)
    assert filled.ids[filled.ident[20, 20]] == "femur"
    assert filled.ids[filled.ident[11, 20]] == "skin"
    assert filled.cut[11, 20]


def test_what_is_drawn_whole_is_not_buried_under_what_fills_the_gaps():
    g = drawn(square("popliteal_artery", -2.0, 1.5), camera=SECTION)
    wrap = drawn(render_item("skin", tube()), camera=SECTION)
    assert "popliteal_artery" not in seen_ids(plates.filled(g, wrap, 4.0))
    assert "popliteal_artery" in seen_ids(plates.filled(g, wrap, 4.0, ("popliteal_artery",)))


def seen_ids(g):
    """Structures that a picture shows."""
    return {g.ids[k] for k in np.unique(g.ident[g.shown])}


def test_flesh_beside_a_section_is_left_out():
    flesh = drawn(square("soleus", 9.0, 8.5), camera=SECTION)
    g = plates.filled(flesh, drawn(render_item("skin", tube()), camera=SECTION), 4.0)
    assert not g.shown[20, 3]  # the flesh is 18 mm wide, the skin cut there 6 mm
    assert g.ids[g.ident[20, 20]] == "skin"


def test_what_sticks_in_a_bone_leaves_no_hole_in_its_cut_face():
    bone, stuck = render_item("femur", tube()), render_item("soleus", tube())
    small = dataclasses.replace(stuck, vertices_mm=stuck.vertices_mm * 0.3 + [1.0, 0, 0])
    g = drawn(bone, small, camera=SECTION)
    assert not g.cut[20, 20]  # the small one's front is nearer than the bone's back
    capped = section_faces.cap_section(g, [bone, small], {"femur": "bone", "soleus": "muscle"})
    assert capped.ids[capped.ident[20, 20]] == "femur"
    assert capped.cut[20, 20]
    assert capped.depth_mm[20, 20] == pytest.approx(0.0)


def test_what_stays_whole_at_a_section_is_pressed_behind_it():
    item = render_item("m", tube())
    flat = section_faces.flatten(item, SECTION)
    assert SECTION.to_plate(flat.vertices_mm)[:, 2].max() < 0.0
    np.testing.assert_array_equal(drawn(flat, camera=SECTION).shown, drawn(item).shown)
