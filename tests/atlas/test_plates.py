"""The plates: the records of their views, how they fade, and the outlines of their regions."""

import numpy as np
import pytest

from explainer import catalog
from explainer.atlas_build.rendering import plates, regions

pytestmark = pytest.mark.geometry


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


def test_the_bends_of_a_view_leave_no_gap_above_its_step():
    bending = [view for view in plates.views().values() if len(view.flexions_deg) > 1]
    assert len(bending) == len(plates.views()) - 1, "all but the whole leg"
    for view in bending:
        assert np.diff(view.flexions_deg).tolist() == [5] * (len(view.flexions_deg) - 1), view.id
        sharp = [bend for bend in view.flexions_deg if 2 in view.densities(bend)]
        assert [bend for bend in sharp if bend % 15 and bend != 140] == []
        assert {0, 15, 90, view.flexions_deg[-1]} <= set(sharp)


def test_a_view_without_a_crop_is_refused(tmp_path):
    file = tmp_path / "views.toml"
    file.write_text("[sets]\n[odd]\nright = [0, 0, 1]\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"views.toml \[odd\]: 'crop_mm'"):
        plates.views(file)


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


def test_an_anchor_beside_its_outline_is_put_inside_it():
    path = "M10 10L30 10L30 30L10 30ZM14 14L26 14L26 26L14 26Z"
    assert regions.seated([12.5, 12.5], path) == [12.5, 12.5]
    x, y = regions.seated([20.5, 20.5], path)  # the hole in the middle
    assert 10 < x < 30
    assert 10 < y < 30
    assert not (14 < x < 26 and 14 < y < 26)
