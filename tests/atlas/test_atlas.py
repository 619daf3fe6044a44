"""The committed atlas: up to date, complete, small enough, and what `atlas` says of it."""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest

from explainer import catalog
from explainer.anatomy import atlas
from explainer.atlas_build import bake
from explainer.atlas_build.rendering import plates

FIRST_VIEW_BYTES = 250_000  # picture and regions of a page's first view together
KNEE_BYTES = 1_500_000  # the 3-D set as it travels, compressed
KNEE_TRIANGLES = 60_000


@pytest.fixture(scope="module")
def knee():
    return atlas.load()


def manifest():
    return json.loads((atlas.DIRECTORY / "manifest.json").read_text(encoding="utf-8"))


def every_regions_file():
    return [json.loads((atlas.DIRECTORY / p.regions).read_bytes()) for p in atlas.plates()]


def test_the_atlas_was_baked_from_the_sources_as_they_are():
    assert manifest()["source_hash"] == bake.source_hash(), (
        "run python -m explainer.atlas_build.bake"
    )


def test_every_file_is_the_one_in_the_manifest():
    for name, entry in manifest()["files"].items():
        content = (atlas.DIRECTORY / name).read_bytes()
        assert len(content) == entry["bytes"], name
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], name


def test_nothing_else_lies_in_the_atlas():
    found = {
        file.relative_to(atlas.DIRECTORY).as_posix()
        for file in atlas.DIRECTORY.rglob("*")
        if file.is_file()
    }
    assert found == set(manifest()["files"]) | {"manifest.json"}


def test_every_view_and_bend_has_its_plate_in_both_dresses_and_sizes():
    wanted = {(v.id, bend) for v in plates.views().values() for bend in v.flexions_deg}
    assert {(p.view, p.flexion_deg) for p in atlas.plates()} == wanted
    for plate in atlas.plates():
        sizes = plates.views()[plate.view].densities(plate.flexion_deg)
        assert set(plate.pictures) == {(d, s) for d in ("natural", "clay") for s in sizes}


def test_picture_and_regions_of_a_first_view_are_small():
    size = {name: entry["bytes"] for name, entry in manifest()["files"].items()}
    for plate in atlas.plates():
        for dress in ("natural", "clay"):
            total = size[plate.pictures[dress, 1]] + size[plate.regions]
            assert total < FIRST_VIEW_BYTES, (plate.view, plate.flexion_deg, dress)


def test_everything_a_view_lists_is_an_outline_or_wholly_hidden():
    for record in every_regions_file():
        view = plates.views()[record["view"]]
        names = [row["id"] for row in record["regions"]]
        assert len(names) == len(set(names))
        assert set(names) <= set(view.shows)
        assert len(names) > len(view.shows) * 0.4, record["view"]


def test_anchors_lie_inside_their_own_outline_and_the_plate():
    for record in every_regions_file():
        for row in record["regions"]:
            x, y = row["anchor"]
            assert 0 < x < record["width"], row["id"]
            assert 0 < y < record["height"], row["id"]
            assert inside(row["path"], x, y), (record["view"], row["id"])
            assert row["side"] in ("left", "right")


def inside(path: str, x: float, y: float) -> bool:
    """Even-odd test of a point against an outline."""
    crossings = 0
    for loop in re.findall(r"M([^Z]+)Z", path):
        points = [tuple(map(float, p.split())) for p in loop.split("L")]
        for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1], strict=True):
            if (ay > y) != (by > y):
                crossings += x < ax + (y - ay) / (by - ay) * (bx - ax)
    return crossings % 2 == 1


def test_lateral_structures_are_on_the_right_seen_from_behind():
    for record in every_regions_file():
        if record["axes"] != ["z", "y"]:
            continue
        anchors = {row["id"]: row["anchor"][0] for row in record["regions"]}
        if {"gastrocnemius_medial", "gastrocnemius_lateral"} <= set(anchors):
            assert anchors["gastrocnemius_medial"] < anchors["gastrocnemius_lateral"]
        if "fibula" in anchors:
            assert anchors["fibula"] > record["width"] / 2


def test_what_others_hide_can_be_outlined():
    behind = {}
    for record in every_regions_file():
        shown = {row["id"] for row in record["regions"]}
        for row in record["hidden"]:
            assert row["id"] not in shown
            assert row["hidden_path"].startswith("M")
            behind.setdefault((record["view"], record["flexion_deg"]), set()).add(row["id"])
        for row in record["regions"]:
            assert row["hidden_path"] is None or row["hidden_path"].startswith("M")
    # The ligament that crosses the middle of the joint lies under the muscles of the calf.
    assert "posterior_cruciate_ligament" in behind["posterior_superficial", 0.0]


def test_the_bent_series_keeps_one_frame():
    frames = {}
    for record in every_regions_file():
        frame = (record["width"], record["height"], *record["origin_mm"], record["mm_per_px"])
        assert frames.setdefault(record["view"], frame) == frame


def test_the_knee_travels_light():
    files = (atlas.DIRECTORY / name for name in (atlas.KNEE, atlas.KNEE_DATA))
    assert sum(len(gzip.compress(file.read_bytes(), 6)) for file in files) < KNEE_BYTES


def test_the_knee_has_few_enough_triangles(knee):
    assert sum(len(knee.mesh(name).triangles) for name in knee.structures) <= KNEE_TRIANGLES


def test_muscles_are_pale_where_they_are_tendon():
    table = json.loads((atlas.DIRECTORY / atlas.KNEE).read_bytes())
    data = (atlas.DIRECTORY / atlas.KNEE_DATA).read_bytes()
    tinted = {row["id"]: row for row in table["structures"] if "offset_tint" in row}
    muscles = {name for name, row in atlas.load().structures.items() if row.kind == "muscle"}
    assert set(tinted) == muscles
    assert table["tint"] == atlas.natural_colours()["tendon"]
    row, knee = tinted["semitendinosus"], atlas.load()
    share = np.frombuffer(data, np.uint8, row["vertices"], row["offset_tint"])
    height = knee.mesh("semitendinosus").vertices_mm[:, 1]
    assert share[height < 0.0].min() > 250  # its long tendon runs down behind the joint
    assert np.median(share[(height > 150.0) & (height < 250.0)]) < 5


def test_the_knee_holds_every_structure_of_the_catalog_that_is_its_own(knee):
    every = catalog.structures().items()
    assert set(knee.structures) == {key for key, one in every if one.is_of_knee}


@pytest.mark.parametrize("flexion_deg", [0.0, 37.0, 120.0])
def test_meshes_are_closed_and_face_outwards(knee, flexion_deg):
    for name in knee.structures:
        mesh = knee.mesh(name, flexion_deg)
        assert mesh.vertices_mm.dtype == np.float32
        assert mesh.triangles.max() < len(mesh.vertices_mm)
        a, b, c = np.moveaxis(mesh.vertices_mm.astype(float)[mesh.triangles], 1, 0)
        assert np.einsum("ij,ij->", a, np.cross(b, c)) > 0, name


def test_bones_move_without_changing_size(knee):
    straight, bent = knee.mesh("tibia").vertices_mm, knee.mesh("tibia", 62.5).vertices_mm
    size = [np.linalg.norm(v.max(axis=0) - v.mean(axis=0)) for v in (straight, bent)]
    assert size[0] != size[1]
    ends = [np.linalg.norm(v[0].astype(float) - v[-1]) for v in (straight, bent)]
    assert ends[0] == pytest.approx(ends[1], abs=1e-3)
    assert knee.mesh("femur", 90.0).vertices_mm == pytest.approx(knee.mesh("femur").vertices_mm)


def test_bending_takes_the_shin_backwards(knee):
    foot = knee.mesh("tibia", 90.0).vertices_mm[knee.mesh("tibia").vertices_mm[:, 1].argmin()]
    assert foot[0] < -100.0


def test_soft_structures_are_interpolated_between_bends(knee):
    low, mid, high = (knee.mesh("gastrocnemius_medial", b).vertices_mm for b in (30, 37.5, 45))
    np.testing.assert_allclose(mid, (low + high) / 2, atol=1e-3)
    assert np.abs(high - low).max() > 5.0


def test_a_path_runs_from_origin_to_insertion(knee):
    course = knee.path("semimembranosus", 30.0)
    assert course.shape[1] == 3
    assert course[0, 1] > 200.0 > 0.0 > course[-1, 1]


@pytest.mark.parametrize(
    ("name", "bend", "message"),
    [
        ("kneecap", 0.0, "kneecap"),
        ("femur", -1.0, "-1"),
        ("femur", 141.0, "141"),
        ("femur", float("nan"), "nan"),
    ],
)
def test_what_the_atlas_lacks_is_named(knee, name, bend, message):
    with pytest.raises(atlas.AtlasError, match=message):
        knee.mesh(name, bend)


def test_a_bone_has_no_centre_line(knee):
    with pytest.raises(atlas.AtlasError, match="femur"):
        knee.path("femur")


def test_a_missing_or_damaged_file_is_named(tmp_path):
    for name in (atlas.KNEE, atlas.KNEE_DATA, atlas.PATHS):
        shutil.copy(atlas.DIRECTORY / name, tmp_path / name)
    short = (tmp_path / atlas.KNEE_DATA).read_bytes()[:-4]
    (tmp_path / atlas.KNEE_DATA).write_bytes(short)
    with pytest.raises(atlas.AtlasError, match=r"knee\.bin holds"):
        atlas.load.__wrapped__(tmp_path)
    (tmp_path / atlas.KNEE).write_text("{", encoding="utf-8")
    with pytest.raises(atlas.AtlasError, match=r"knee\.json is damaged"):
        atlas.load.__wrapped__(tmp_path)
    (tmp_path / atlas.KNEE).unlink()
    with pytest.raises(atlas.AtlasError, match=r"knee\.json is missing"):
        atlas.load.__wrapped__(tmp_path)


def test_the_app_needs_no_baking_library():
    check = (
        "import sys; from explainer.anatomy import atlas; atlas.load(); "
        "print(sorted({'scipy', 'skimage', 'pyvista', 'vtk', 'shapely'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", check],
        capture_output=True,
        text=True,
        check=True,
        cwd=catalog.ASSETS.parent,
    )
    assert done.stdout.strip() == "[]"


def test_every_kind_has_a_colour():
    colours = atlas.natural_colours()
    assert set(colours) == set(catalog.STRUCTURE_KINDS)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours.values())
