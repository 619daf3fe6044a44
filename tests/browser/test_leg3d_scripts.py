"""The leg in 3-D by its scripts: it is read as baked and moves as the leg from the side does."""

import base64
import json

import numpy as np
import pytest
from scipy.spatial import cKDTree

from explainer.anatomy import atlas, lengths, limb, limb_pose
from explainer.atlas_build.geometry.shapes import Mesh, tube_triangles
from explainer.atlas_build.limb import leg_packing, leg_solids
from explainer.atlas_build.limb.leg_solids import Part

pytestmark = pytest.mark.browser
MESHES = "running_leg/web/leg3d/leg_meshes.js"
POSED = "running_leg/web/leg3d/posed_leg.js"
READ = """async ({ LegMeshes }, [table, data]) => {
  const bytes = await (await fetch(`data:;base64,${data}`)).arrayBuffer();
  return new LegMeshes(table, bytes).parts.map(part => ({
    ...part, frames: part.frames.map(frame => Array.from(frame)), corners: Array.from(part.corners),
    weights: part.weights && Array.from(part.weights),
    tendon: part.tendon && Array.from(part.tendon),
    grain: Array.from(part.grain) }));
}"""
POSE = """async ({ PosedLeg }, [table, data, poses]) => {
  const { LegMeshes } = await import("/alone/running_leg/web/leg3d/leg_meshes.js");
  const bytes = await (await fetch(`data:;base64,${data}`)).arrayBuffer();
  const leg = new PosedLeg(new LegMeshes(table, bytes));
  return poses.map(([hip, knee, ankle]) => {
    leg.pose({ hip, knee, ankle });
    const places = Array.from(leg.places, mm => Math.round(100 * mm) / 100);
    return { joints: leg.joints, places, normals: Array.from(leg.normals) };
  });
}"""


def table_and_data() -> list[object]:
    table = json.loads((limb.DIRECTORY / limb.MESHES).read_text(encoding="utf-8"))
    return [table, base64.b64encode((limb.DIRECTORY / limb.MESH_DATA).read_bytes()).decode()]


@pytest.fixture(scope="module")
def pose(run):
    """pose(*poses) -> for each the joints, the normals and, by part, the vertices (n, 3), mm."""
    rows = table_and_data()[0]["parts"]
    ends = np.cumsum([row["vertices"] for row in rows])

    def pose(*poses):
        posed = run(POSED, POSE, [*table_and_data(), poses])
        for one in posed:
            split = np.split(np.reshape(one["places"], (-1, 3)), ends[:-1])
            one["parts"] = {row["id"]: own for row, own in zip(rows, split, strict=True)}
            one["normals"] = np.reshape(one["normals"], (-1, 4))[:, :3]
        return posed

    return pose


@pytest.fixture(scope="module")
def corners(run):
    """The triangles (m, 3) of each part."""
    read = run(MESHES, READ, table_and_data())
    return {part["id"]: np.reshape(part["corners"], (-1, 3)) for part in read}


def spread(vertices, triangles):
    """Points on a surface, closer to one another than any distance that is measured here."""
    shares = np.random.default_rng(1).dirichlet([1, 1, 1], 12)
    return np.einsum("sc,tcx->tsx", shares, vertices[triangles].astype(float)).reshape(-1, 3)


def small_parts() -> list[Part]:
    """A tube that bends, and a rigid pyramid."""
    ring = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)]
    tube = np.array([(4 * x, y, 4 * z) for y in (90.0, 0.0, -90.0) for x, z in ring]
                    + [(0, 99.0, 0), (0, -99.0, 0)])  # fmt: skip
    frames = [tube + n * np.array([7.3, -260.4, 1.1]) for n in range(len(leg_solids.BENDS_DEG))]
    weights = np.linspace(0, 1, 44).reshape(11, 4)
    pyramid = np.array([(-800.0, 0, 0), (1, 0, 0), (0, 0, 900.5), (0, 3000, 0)])
    corners = np.array([(0, 1, 2), (0, 3, 1), (1, 3, 2), (2, 3, 0)])
    grain = np.stack([np.arange(11) * 30.0, np.arange(11)[::-1] * 0.1], axis=1)
    return [
        Part("tube", "muscle", "", frames, (3, 3), np.zeros((18, 3), int), weights,
             tendon=np.linspace(0, 1, 11), grain=grain),
        Part("pyramid", "bone", "foot", [pyramid], None, corners),
    ]  # fmt: skip


def test_the_browser_reads_what_was_packed(run):
    parts = small_parts()
    rows, data = leg_packing.pack(parts)
    table = {"parts": rows, "step_mm": leg_packing.STEP_MM}
    tube, pyramid = run(MESHES, READ, [table, base64.b64encode(data).decode()])
    for part, read in zip(parts, (tube, pyramid), strict=True):
        assert len(read["frames"]) == len(part.frames)
        for frame, own in zip(read["frames"], part.frames, strict=True):
            np.testing.assert_allclose(np.reshape(frame, (-1, 3)), own, atol=0.051)
    np.testing.assert_allclose(np.reshape(tube["weights"], (-1, 4)), parts[0].weights, atol=0.002)
    np.testing.assert_allclose(np.array(tube["tendon"]) / 255, parts[0].tendon, atol=0.002)
    np.testing.assert_allclose(np.reshape(tube["grain"], (-1, 2)), parts[0].grain, atol=0.051)
    assert np.reshape(pyramid["corners"], (-1, 3)).tolist() == parts[1].triangles.tolist()
    found = np.reshape(tube["corners"], (-1, 3)).tolist()
    assert sorted(found) == sorted(tube_triangles(3, 3).tolist())


def test_a_step_too_wide_for_two_bytes_is_refused():
    far = np.array([(0.0, 0, 0), (4000.0, 0, 0), (0, 1, 0)])
    with pytest.raises(ValueError, match="two bytes"):
        leg_packing.pack([Part("far", "bone", "foot", [far], None, np.array([(0, 1, 2)]))])


POSES = [(0, 0, 0), (30, 10, 5), (-12, 45, -20), (60, 90, 20), (20, 120, 0), (10, 64, -7)]
FLAT_MM = 6.0  # the leg from the side leaves out what the shin turns about itself


def test_hip_knee_and_ankle_stand_where_the_leg_from_the_side_has_them(pose):
    home = pose((0, 0, 0))[0]["parts"]
    for (hip, knee, ankle), posed in zip(POSES, pose(*POSES), strict=True):
        places = limb_pose.bones(hip, knee, ankle)
        ankle_at = places["shank"](limb_pose.ankle())
        for name, point in (("knee", places["femur"](0)), ("ankle", ankle_at)):
            assert abs(complex(*posed["joints"][name]) - point) < FLAT_MM, (name, hip, knee, ankle)
        for bone, piece in (("pelvis", "pelvis"), ("femur", "femur"), ("tibia", "shank"),
                            ("foot", "foot"), ("patella", "patella")):  # fmt: skip
            middle = complex(*home[bone].mean(axis=0)[:2]) + limb_pose.hip()
            found = complex(*posed["parts"][bone].mean(axis=0)[:2])
            assert abs(found - places[piece](middle)) < FLAT_MM, (bone, hip, knee, ankle)
        assert np.abs(np.linalg.norm(posed["normals"], axis=1) - 127).max() < 4


ASTRAY_MM = 6.0  # soleus, which is kept straight alone, at 75 degrees
RODE = ("semimembranosus", "semitendinosus", "biceps_femoris_long", "gastrocnemius_medial",
        "gastrocnemius_lateral", "patellar_ligament", "iliotibial_band", "soleus")  # fmt: skip


@pytest.mark.parametrize("knee", [15, 45, 75, 105])
def test_between_the_kept_bends_the_muscles_lie_where_the_atlas_has_them(pose, knee):
    (posed,) = pose((0, knee, 0))
    hip = np.array([*limb.shapes()["hip_mm"], 0.0])
    for name in RODE:
        surface = atlas.load().mesh(name, knee)
        full = spread(surface.vertices_mm, surface.triangles.astype(int))
        away, _ = cKDTree(full).query(posed["parts"][name] + hip)
        assert away.max() < ASTRAY_MM, name
        assert np.median(away) < 1.5, name


TOUCHING = [
    ("pelvis", "femur"), ("femur", "medial_meniscus"), ("femur", "lateral_meniscus"),
    ("tibia", "medial_meniscus"), ("tibia", "lateral_meniscus"), ("tibia", "fibula"),
    ("tibia", "foot"), ("patella", "femur"), ("patellar_ligament", "tibia"),
    ("patellar_ligament", "patella"), ("quadriceps_tendon", "patella"), ("achilles", "foot"),
    ("achilles", "soleus"), ("achilles", "gastrocnemius_medial"),
    ("achilles", "gastrocnemius_lateral"), ("gastrocnemius_medial", "femur"),
    ("gastrocnemius_lateral", "femur"), ("semimembranosus", "pelvis"),
    ("semimembranosus", "tibia"), ("semitendinosus", "pelvis"), ("semitendinosus", "tibia"),
    ("biceps_femoris_long", "pelvis"), ("biceps_femoris_long", "fibula"),
    ("gluteus_maximus", "pelvis"), ("gluteus_maximus", "femur"), ("adductor_longus", "pelvis"),
    ("adductor_magnus", "pelvis"), ("tensor_fasciae_latae", "pelvis"),
    ("tensor_fasciae_latae", "iliotibial_band"), ("gluteus_medius", "pelvis"),
    ("gluteus_medius", "femur"), ("iliotibial_tract", "gluteus_maximus"),
    ("iliotibial_tract", "iliotibial_band"), ("iliotibial_band", "tibia"),
    ("rectus_femoris", "pelvis"),
]  # fmt: skip
MOMENTS = (0, 15, 30, 45, 60, 75, 90)  # per cent of the stride
GAP_MM = 4.0  # of the bare hip: its cartilage is not drawn


def test_the_leg_is_closed_in_every_moment_of_a_stride(pose, corners):
    percent, angles = lengths.stride_angles()
    moments = [[float(np.interp(at, percent, row)) for row in angles] for at in MOMENTS]
    for at, posed in zip(MOMENTS, pose(*moments), strict=True):
        parts = posed["parts"]
        near = {one: cKDTree(spread(parts[one], corners[one])) for one, _ in TOUCHING}
        for one, other in TOUCHING:
            gap = near[one].query(parts[other], distance_upper_bound=50.0)[0].min()
            assert gap < GAP_MM, (at, one, other)


def test_the_hips_muscles_have_the_volumes_of_the_cadavers():
    """Both bodies of Andreassen 2023, the smaller and the larger, cm3 of belly."""
    measured = {"gluteus_maximus": (810, 1242), "tensor_fasciae_latae": (61, 130),
                "adductor_longus": (88, 266)}  # fmt: skip
    for part in leg_solids.parts():
        if part.id in measured:
            least, most = measured[part.id]
            mesh = Mesh(part.frames[0].astype(np.float32), part.triangles.astype(np.int32))
            assert least <= mesh.volume_mm3() / 1000 <= most, part.id
