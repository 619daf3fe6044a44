"""The committed plates of the skin: up to date, true to the knee under them, small enough."""

import hashlib
import json
import tomllib

import numpy as np
import pytest
from PIL import Image

from explainer import catalog
from explainer.anatomy import atlas, plate_files, pointing
from explainer.atlas_build.rendering import plates
from explainer.scenario import SKIN_VIEW
from explainer.skin_build import bake, surface
from tests.atlas.test_atlas import FIRST_VIEW_BYTES, inside

MUSCLES = "posterior_superficial"
CREASE_BELOW_MM, CREASE_SD_MM = 54.2, 13.7  # sciatic_depth_2020: below the division of the nerve
BENDS = [plate.flexion_deg for plate in atlas.plates(atlas.SKIN_DIRECTORY)]


def manifest():
    return json.loads((atlas.SKIN_DIRECTORY / atlas.MANIFEST).read_text(encoding="utf-8"))


def sheet(plate, directory=atlas.SKIN_DIRECTORY):
    return json.loads((directory / plate.regions).read_text(encoding="utf-8"))


def plate_at(bend, view=SKIN_VIEW):
    baked = atlas.plates(atlas.directory_of(view))
    return next(one for one in baked if one.view == view and one.flexion_deg == bend)


def opacity(plate, directory):
    with Image.open(directory / plate.pictures["natural", 1]) as picture:
        return np.asarray(picture.convert("RGBA"))[:, :, 3] / 255


def test_the_skin_was_drawn_from_its_sources_as_they_are():
    assert manifest()["source_hash"] == bake.source_hash(), "run explainer.skin_build.bake"


def test_the_folder_holds_the_files_of_the_manifest_and_no_other():
    for name, entry in manifest()["files"].items():
        content = (atlas.SKIN_DIRECTORY / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], name
    found = {file.name for file in atlas.SKIN_DIRECTORY.iterdir()}
    assert found == set(manifest()["files"]) | {atlas.MANIFEST}


def test_it_has_every_bend_and_the_size_of_the_plate_under_it():
    assert tuple(BENDS) == plates.views()[MUSCLES].flexions_deg
    for bend in BENDS:
        skin, below = plate_at(bend), plate_at(bend, MUSCLES)
        assert (skin.width, skin.height) == (below.width, below.height)
        own, other = sheet(skin), sheet(below, atlas.DIRECTORY)
        for key in ("mm_per_px", "origin_mm", "axes", "rise_deg"):
            assert own[key] == other[key], (bend, key)
        assert set(skin.pictures) == {one for one in below.pictures if one[0] == "natural"}


def test_picture_and_regions_are_a_small_first_view():
    sizes = {name: entry["bytes"] for name, entry in manifest()["files"].items()}
    for bend in BENDS:
        plate = plate_at(bend)
        largest = max(sizes[file] for file in plate.pictures.values())
        assert largest + sizes[plate.regions] < FIRST_VIEW_BYTES / 2


@pytest.mark.parametrize("bend", BENDS)
def test_the_skin_covers_the_muscles(bend):
    skin = opacity(plate_at(bend), atlas.SKIN_DIRECTORY)
    muscles = opacity(plate_at(bend, MUSCLES), atlas.DIRECTORY)
    assert ((muscles > 0.9) & (skin < 0.5)).sum() < 0.002 * (muscles > 0.9).sum()


def test_the_straight_limb_is_as_broad_as_its_girth_makes_it():
    """Breadth of the drawn skin beside that of the mesh that was brought to measured girths."""
    plate, opened = plate_at(0.0), plate_files.nearest(SKIN_VIEW, 0.0)
    shown = opacity(plate, atlas.SKIN_DIRECTORY) > 0.5
    for height, low, high in pointing.outline():
        row = round(opened.spot(0.0, height)[1])
        if not -125 < height < 140:
            continue
        columns = np.flatnonzero(shown[row])
        drawn = (columns[-1] - columns[0] + 1) * opened.mm_per_px
        inside_mm = min(high, 84.0) - max(low, -84.0)
        assert drawn == pytest.approx(inside_mm, abs=7.0), height


@pytest.mark.parametrize("bend", BENDS)
def test_what_a_hand_finds_can_be_tapped_where_it_lies(bend):
    record, below = sheet(plate_at(bend)), sheet(plate_at(bend, MUSCLES), atlas.DIRECTORY)
    felt = surface.record()["felt"]["structures"]
    assert [row["id"] for row in record["regions"]] == [SKIN_VIEW, *felt]
    paths = {row["id"]: row["path"] for row in below["regions"]}
    for row in record["regions"][1:]:
        assert row["path"] == paths[row["id"]]
        assert inside(row["path"], *row["anchor"])
    across = {row["id"]: row["anchor"][0] for row in record["regions"]}
    assert across["gastrocnemius_medial"] < across["gastrocnemius_lateral"]
    assert across["semitendinosus"] < across["biceps_femoris_long"]


@pytest.mark.parametrize("bend", BENDS)
def test_all_that_the_muscle_plate_holds_can_be_lit_through_the_skin(bend):
    record, below = sheet(plate_at(bend)), sheet(plate_at(bend, MUSCLES), atlas.DIRECTORY)
    held = {row["id"] for row in (*record["regions"], *record["hidden"])}
    assert held - {SKIN_VIEW} == {row["id"] for row in (*below["regions"], *below["hidden"])}
    assert all(row["hidden_path"] for row in record["hidden"])


def test_crease_and_hollow_are_named_on_the_straight_knee():
    places = {row["id"]: row["anchor"] for row in sheet(plate_at(0.0))["places"]}
    assert set(places) == {"crease", "hollow"}
    skin = sheet(plate_at(0.0))["regions"][0]["path"]
    assert all(inside(skin, *at) for at in places.values())
    assert places["hollow"][1] < places["crease"][1]


def test_the_crease_lies_where_it_was_measured():
    """Within one SD of its distance below the division of the sciatic nerve."""
    division_mm = atlas.load().path("sciatic_nerve")[-1][1]
    main = surface.record()["crease"][0]
    assert division_mm - np.mean(main["y_mm"]) == pytest.approx(CREASE_BELOW_MM, abs=CREASE_SD_MM)


def test_the_record_says_what_is_drawn_and_names_only_what_there_is():
    text = surface.FILE.read_text(encoding="utf-8")
    assert "Drawn, not measured" in text
    record = tomllib.loads(text)
    assert set(record["felt"]["structures"]) | set(record["relief"]["cords"]) <= set(
        catalog.structures()
    )


@pytest.mark.geometry
def test_cords_stand_out_and_the_hollow_sinks_as_the_knee_bends():
    """At the height of the hollow the skin lies deeper between the cords, the more so when bent."""
    sunk = {}
    for bend in (0.0, 45.0):
        drawn = surface.surface(bend, 1)
        spots = surface.on_skin(np.array([-8.0, 8.0, 24.0]), np.array([40.0] * 3), bend)
        inner, middle, outer = drawn.camera.to_pixels(spots)[:, :2].astype(int)
        depth = [drawn.depth_mm[row, column] for column, row in (inner, middle, outer)]
        assert np.isfinite(depth).all()
        hull = drawn.camera.to_plate(spots)[:, 2]
        sunk[bend] = hull[1] - depth[1]
    assert 0 < sunk[0.0] < sunk[45.0]


@pytest.mark.geometry
def test_the_same_bend_is_drawn_the_same_twice():
    first, second = (surface.surface(30.0, 1) for _ in range(2))
    np.testing.assert_array_equal(first.depth_mm, second.depth_mm)
    np.testing.assert_array_equal(first.normal, second.normal)
