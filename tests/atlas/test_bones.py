"""The bones: their sections, landmarks and joints against what was measured.

The section and landmark figures of two CT knees also feed the drawing, so these tests show that
the drawing keeps to them; independent figures stand in tests/published/bones.csv.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from explainer import catalog
from explainer.atlas_build.bones import bone_meshes, femur, patella, tibia
from explainer.atlas_build.geometry import implicit
from explainer.atlas_build.geometry.shapes import Mesh
from explainer.atlas_build.motion import joint_gap, poses
from explainer.figures import atlas_sections
from explainer.scenario import Scenario
from explainer.words import Words
from tests.support.bone_slices import Cut, cut

pytestmark = pytest.mark.geometry

SIZE_MM, SIZE_SHARE, CENTROID_MM = 3.0, 0.07, 3.0  # the atlas's own limits
TWO_LOOPS_BELOW_MM = -15.0  # below this level of K the condyles are separate
STRUCTURES = sorted(poses.BODY_OF)


@cache
def in_own_frame(bone: str) -> Mesh:
    """A bone in the frame of its sections: K for the thigh bone, T for the others."""
    shape = bone_meshes.mesh(bone)
    if bone == "femur":
        return shape
    back = poses.moved(shape.vertices_mm.astype(float), poses.inverse(tibia.home()))
    return Mesh(back.astype(np.float32), shape.triangles)


def level(bone: str, y_mm: float) -> Cut:
    return cut(in_own_frame(bone), 1, y_mm)


def section_rows() -> list:
    return [
        pytest.param(row, id=f"{row['bone']}{row['level_mm']}")
        for row in catalog.table("anatomy/bone_sections")
    ]


def outside(value: float, low: float, high: float) -> float:
    return max(low - value, value - high, 0.0)


@pytest.mark.parametrize("row", section_rows())
def test_sections_are_those_of_the_two_knees(row):
    at = {key: float(text) for key, text in row.items() if key.endswith("_mm")}
    section = level(row["bone"], at["level_mm"])
    for name, axis in (("ap", 0), ("ml", 2)):
        low, high = at[f"{name}_low_mm"], at[f"{name}_high_mm"]
        edge = section.extent_mm(axis)
        assert outside(edge[1] - edge[0], low, high) <= max(SIZE_MM, SIZE_SHARE * (low + high) / 2)
    for name, value in zip("xz", section.centroid_mm(0, 2), strict=True):
        low, high = at[f"centroid_{name}_low_mm"], at[f"centroid_{name}_high_mm"]
        assert outside(value, low, high) <= CENTROID_MM
    split = row["bone"] == "femur" and at["level_mm"] < TWO_LOOPS_BELOW_MM
    assert section.loops == (2 if split else 1)


@pytest.mark.parametrize(
    ("bone", "low", "high"), [("femur", 36, 320), ("tibia", -336, -30), ("fibula", -330, -32)]
)
def test_shafts_show_no_ring_or_step(bone, low, high):
    levels = np.arange(low, high, 2.0)
    edges = np.array([[*level(bone, y).extent_mm(0), *level(bone, y).extent_mm(2)] for y in levels])
    bend = np.abs(np.diff(edges, n=2, axis=0))
    assert bend.max() < 0.45  # mm over 2 mm: a step of half a millimetre would show


@pytest.mark.parametrize(
    ("side", "sign", "measured_mm"),
    [("medial", -1.0, (18.8, 19.4)), ("lateral", 1.0, (18.8, 20.3))],
)
def test_posterior_condyles_are_circles_of_the_measured_radius(side, sign, measured_mm):
    z = sign * catalog.parameter("condyle_centre_spacing").value / 2.0
    points = cut(bone_meshes.mesh("femur"), 2, z).segments_mm[:, 0, :2]
    centre, _ = femur.posterior_circle(side)
    angle = np.degrees(np.arctan2(-(points - centre)[:, 0], -(points - centre)[:, 1]))
    arc = points[(angle > 15.0) & (angle < 95.0) & (points[:, 0] < 5.0)]
    design = np.column_stack([2.0 * arc, np.ones(len(arc))])
    solved, *_ = np.linalg.lstsq(design, (arc**2).sum(axis=1), rcond=None)
    fitted = np.sqrt(solved[2] + solved[0] ** 2 + solved[1] ** 2)
    rms = np.sqrt(np.mean((np.hypot(*(arc - solved[:2]).T) - fitted) ** 2))
    assert outside(fitted, *measured_mm) < 0.5
    assert rms < 0.25


def landmarks() -> dict[str, float]:
    thigh, shin = bone_meshes.mesh("femur").vertices_mm, in_own_frame("tibia").vertices_mm
    low = thigh[thigh[:, 1] < 32.0]
    front = cut(bone_meshes.mesh("femur"), 1, -5.0).segments_mm[:, 0]
    groove = front[(front[:, 0] > 20.0) & (np.abs(front[:, 2] - 3.0) < 6.0)]
    notch = cut(bone_meshes.mesh("femur"), 1, 0.0).segments_mm[:, 0]
    inner = notch[(notch[:, 0] < -2.0) & (notch[:, 0] > -8.0)]
    top = shin[shin[:, 1] > -25.0]
    shield = bone_meshes.mesh("patella").vertices_mm
    return {
        "epicondylar_width": np.ptp(low[:, 2]),
        "condyle_back": low[:, 0].min(),
        "most_distal": low[:, 1].min(),
        "groove_floor": groove[:, 0].min(),
        "notch_width": inner[inner[:, 2] > 0.6][:, 2].min() - inner[inner[:, 2] < 0.6][:, 2].max(),
        "plateau_width": np.ptp(top[:, 2]),
        "spine_height": shin[:, 1].max(),
        "patella_width": np.ptp(shield[:, 2]),
        "patella_height": np.ptp(shield[:, 1]),
        "patella_thickness": np.ptp(shield[:, 0]),
        "head_height": (thigh[:, 1].max() + thigh[thigh[:, 2] < 5][:, 1].max()) / 2.0 - 23.0,
    }


EXPECTED_MM = {
    "epicondylar_width": (84.0, 1.0),
    "condyle_back": (-19.4, 0.6),
    "most_distal": (-22.2, 0.6),
    "groove_floor": (34.8, 1.2),
    "notch_width": (20.6, 1.5),
    "plateau_width": (80.4, 2.5),
    "spine_height": (7.6, 1.0),
    "patella_width": (42.8, 1.0),
    "patella_height": (39.0, 1.0),
    "patella_thickness": (21.2, 1.0),
    "head_height": (409.6, 1.0),
}


@pytest.mark.parametrize("name", EXPECTED_MM)
def test_landmarks_are_where_they_were_measured(name):
    value, tolerance = EXPECTED_MM[name]
    assert landmarks()[name] == pytest.approx(value, abs=tolerance)


def published() -> list:
    path = Path(__file__).parents[1] / "published" / "bones.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [pytest.param(row, id=row["measure"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize("row", published())
def test_bones_lie_within_the_published_spread(row):
    head = level("fibula", -22.0)
    plateau = level("tibia", -8.0)
    half = plateau.segments_mm[:, 0]
    medial, lateral = half[half[:, 2] < -8.0], half[half[:, 2] > 8.0]
    measured = {
        "notch_width": landmarks()["notch_width"],
        "tibial_width": landmarks()["plateau_width"],
        "medial_plateau_depth": np.ptp(medial[:, 0]),
        "lateral_plateau_depth": np.ptp(lateral[:, 0]),
        "fibular_head_breadth": np.ptp(head.extent_mm(2)),
        "patella_width_to_thickness": landmarks()["patella_width"]
        / landmarks()["patella_thickness"],
    }[row["measure"]]
    assert float(row["low"]) <= measured <= float(row["high"])


PAIRS = [
    ("femur", "tibia"), ("femur", "patella"), ("femur", "pelvis"), ("tibia", "fibula"),
    ("tibia", "patella"), ("tibia", "foot"), ("fibula", "foot"), ("femur", "fibula"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_no_bone_enters_another(one, other):
    for a, b in ((one, other), (other, one)):
        assert bone_meshes.distance_mm(a, bone_meshes.mesh(b).vertices_mm).min() > 0.0


@pytest.mark.parametrize("plate", [p for plates in joint_gap.PLATES.values() for p in plates])
def test_cartilage_meets_at_0_degrees(plate):
    assert abs(joint_gap.gap_mm(plate, 0.0)) <= 0.5


@pytest.mark.parametrize("meniscus", ["medial_meniscus", "lateral_meniscus"])
def test_menisci_lie_between_the_bones(meniscus):
    points = bone_meshes.build()[meniscus].mesh.vertices_mm
    for bone in ("femur", "tibia"):
        assert bone_meshes.distance_mm(bone, points).min() > -0.4


def test_menisci_have_the_shape_of_the_mri():
    medial, lateral = (
        bone_meshes.build()[f"{side}_meniscus"].mesh.vertices_mm for side in ("medial", "lateral")
    )
    # C against O: the inner one is longer than broad, the outer one nearly round
    assert 1.15 < np.ptp(medial[:, 0]) / np.ptp(medial[:, 2]) < 1.5
    assert 0.95 < np.ptp(lateral[:, 0]) / np.ptp(lateral[:, 2]) < 1.2


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_solid_is_closed_and_faces_outwards(structure):
    shape = bone_meshes.build()[structure].mesh
    t = shape.triangles
    edges = np.sort(np.concatenate([t[:, :2], t[:, 1:], t[:, [2, 0]]]), axis=1)
    _, count = np.unique(edges, axis=0, return_counts=True)
    assert (count == 2).all()
    assert shape.volume_mm3() > 0.0
    assert np.isfinite(shape.vertices_mm).all()


def test_distance_is_signed_and_in_millimetres():
    head = np.array([[4.5, 409.6, 0.0], [4.5, 409.6, -33.0], [4.5, 442.6, 0.0]])
    inside, medial, above = bone_meshes.distance_mm("femur", head)
    assert inside < -15.0
    assert medial == pytest.approx(10.0, abs=0.6)
    assert above == pytest.approx(10.0, abs=0.6)


def test_building_twice_gives_the_same_bytes():
    low, high = (np.array(c) for c in bone_meshes.BOX_MM["patella"])
    one, two = (implicit.to_mesh(patella.field, low, high, 2.0) for _ in range(2))
    assert one.vertices_mm.tobytes() == two.vertices_mm.tobytes()
    assert one.triangles.tobytes() == two.triangles.tobytes()


def test_the_report_holds_the_sections_as_they_are_drawn():
    rows = {
        (row["bone"], row["level_mm"], row["measure"]): row for row in catalog.table("atlas_report")
    }
    assert len(rows) == 5 * len(catalog.table("anatomy/bone_sections").rows)
    for (bone, at_mm, measure), row in rows.items():
        if measure == "ml" and float(at_mm) % 2:  # a share of the levels shows a stale table
            edge = level(bone, float(at_mm)).extent_mm(2)
            assert edge[1] - edge[0] == pytest.approx(float(row["built"]), abs=0.8), (bone, at_mm)


def test_the_figure_of_the_sections_draws_the_report():
    figure = atlas_sections.draw(Scenario(), "tibia", Words("en"))
    wanted = [row for row in catalog.table("atlas_report").where(bone="tibia")
              if row["measure"] == "ap"]  # fmt: skip
    line = next(t for t in figure.data if t.name == Words("en").text("atlas.measures.ap"))
    assert sorted(line.y) == sorted(float(row["built"]) for row in wanted)
