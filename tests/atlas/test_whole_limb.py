"""The whole leg from behind: what covers what at the hip, and that no page shows through it."""

import json

import numpy as np
import pytest
from skimage.draw import polygon2mask
from skimage.measure import points_in_poly

from explainer import catalog
from explainer.anatomy import atlas
from explainer.atlas_build.limb import leg_solids
from explainer.atlas_build.whole_limb import lofts

FILE = atlas.DIRECTORY / "plates" / "limb_posterior-000.regions.json"
SIT_BONE = (-20.0, 366.0)  # z, y in K: the ischial tuberosity of the atlas
BORDER_MM = 4.0


@pytest.fixture(scope="module")
def plate():
    record = json.loads(FILE.read_text(encoding="utf-8"))
    left, top = record["origin_mm"]

    def ring(text: str) -> np.ndarray:
        points = np.array([pair.split() for pair in text.split("L")], float) * record["mm_per_px"]
        return np.stack([left + points[:, 0], top - points[:, 1]], axis=1)

    return {
        row["id"]: [ring(text) for text in row["path"][1:-1].split("ZM")]
        for row in record["regions"]
    }


def owner(plate, place) -> list[str]:
    """The structures whose region holds a place (z, y), by even-odd."""
    return [
        name for name, rings in plate.items()
        if sum(bool(points_in_poly([place], ring)[0]) for ring in rings) % 2
    ]  # fmt: skip


def lower_border(plate, z_mm: float) -> float:
    ring = max(plate["gluteus_maximus"], key=len)
    return float(ring[np.abs(ring[:, 0] - z_mm) < 3.0, 1].min())


def test_the_plate_shows_hip_and_foot_and_names_them(plate):
    beyond = {key for key, one in catalog.structures().items() if not one.is_of_knee}
    assert beyond <= set(plate)
    assert beyond == {"sacrum", *lofts.names()} - {"adductor_longus", "iliotibial_tract"}


def test_gluteus_maximus_covers_the_top_of_the_hamstrings(plate):
    assert owner(plate, SIT_BONE) == ["gluteus_maximus"]
    for name in ("semitendinosus", "biceps_femoris_long"):
        highest = max(ring[:, 1].max() for ring in plate[name])
        at = max(plate[name], key=len)
        z = float(at[at[:, 1].argmax(), 0])
        assert highest == pytest.approx(lower_border(plate, z), abs=BORDER_MM), name


def test_its_lower_border_falls_from_the_tail_bone_to_the_outer_thigh(plate):
    heights = [lower_border(plate, z) for z in (-60.0, -30.0, 0.0, 30.0)]
    assert (np.diff(heights) < -10.0).all()


def test_the_sciatic_nerve_comes_out_under_that_border(plate):
    nerve = np.concatenate(plate["sciatic_nerve"])
    z, highest = nerve[nerve[:, 1].argmax()]
    assert highest == pytest.approx(lower_border(plate, z), abs=BORDER_MM)
    assert SIT_BONE[0] < z < 60.0, "between the sit bone and the outer side of the thigh bone"


def test_the_heel_ends_the_achilles_tendon_between_the_ankle_bones(plate):
    (low,) = (max(plate["achilles"], key=len)[:, 1].min(),)
    heel = [ring for ring in plate["foot"] if points_in_poly([(0.5, low - 8.0)], ring)[0]]
    assert heel, "bone lies below the tendon's end"
    inner, outer = (np.concatenate(plate[bone]) for bone in ("tibia", "fibula"))
    assert inner[:, 0].min() < -25.0
    assert outer[outer[:, 1].argmin(), 0] > 20.0
    assert outer[:, 1].min() < inner[:, 1].min(), "the outer ankle bone reaches lower"


# From the side: x and y of the corners of what lies between ilium and neck of the thigh bone.
HIP_SIDE_MM = ((-50.0, 500.0), (20.0, 500.0), (40.0, 440.0), (10.0, 385.0), (-40.0, 385.0))
STEP_MM = 2.0


def uncovered(parts) -> int:
    """How many places of HIP_SIDE_MM no part of the straight leg covers, seen from the side."""
    low, size = np.array([-60.0, 375.0]), (60, 70)
    wanted = polygon2mask(size, (np.array(HIP_SIDE_MM) - low) / STEP_MM)
    for part in parts:
        flat = (part.frames[0][:, :2] - low) / STEP_MM
        for corners in flat[part.triangles]:
            if (corners.max(axis=0) > 0).all() and (corners.min(axis=0) < size).all():
                wanted &= ~polygon2mask(size, corners)
    return int(wanted.sum())


@pytest.mark.geometry
def test_no_page_shows_between_hip_bone_and_thigh_bone_from_the_side():
    parts = leg_solids.parts()
    assert uncovered(parts) == 0
    bare = [one for one in parts if one.id not in ("gluteus_medius", "iliotibial_tract")]
    assert uncovered(bare) > 0, "without them the hip is open"


def test_every_muscle_says_whether_it_was_measured():
    for row in catalog.table(lofts.TABLE):
        assert "measured" in row["where"] or row["source"] != "ours"


def test_a_muscle_that_is_not_in_the_table_is_refused():
    with pytest.raises(KeyError, match="heart"):
        lofts.loft("heart", 9, 8)
