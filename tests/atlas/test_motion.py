"""How the knee moves: the published path, smoothness, and bones that stay out of each other."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from explainer.atlas_build.bones import bone_meshes
from explainer.atlas_build.motion import joint_gap, poses

pytestmark = pytest.mark.geometry

BODIES = ["femur", "tibia", "patella", "medial_meniscus", "lateral_meniscus"]
BENDS_DEG = [0.0, 15.0, 30.0, 45.0, 60.0, 75.0, 90.0, 105.0, 120.0]


@pytest.mark.parametrize("body", BODIES)
def test_nothing_has_moved_at_0_degrees(body):
    assert poses.pose(body, 0.0) == pytest.approx(np.eye(4), abs=1e-9)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("flexion_deg", [0.0, 3.0, 37.0, 90.0, 140.0])
def test_poses_are_rigid(body, flexion_deg):
    transform = poses.pose(body, flexion_deg)
    assert transform[:3, :3] @ transform[:3, :3].T == pytest.approx(np.eye(3), abs=1e-9)
    assert np.linalg.det(transform[:3, :3]) == pytest.approx(1.0)
    assert poses.inverse(transform) @ transform == pytest.approx(np.eye(4), abs=1e-9)


@pytest.mark.parametrize(
    ("side", "published_mm"), [("medial", -2.1), ("lateral", -11.6)], ids=["medial", "lateral"]
)
def test_condyles_roll_back_as_in_the_published_model(side, published_mm):
    assert poses.condyle_travel_mm(side, 120.0)[0] == pytest.approx(published_mm, abs=0.3)


@pytest.mark.parametrize(("flexion_deg", "published_deg"), [(30.0, 6.7), (120.0, 11.4)])
def test_the_shin_turns_inwards_as_in_the_published_model(flexion_deg, published_deg):
    rotation = Rotation.from_matrix(poses.pose("tibia", flexion_deg)[:3, :3])
    about_the_shin_deg = rotation.as_euler("ZXY", degrees=True)[2]  # flexion, adduction, rotation
    assert about_the_shin_deg == pytest.approx(published_deg, abs=0.2)


@pytest.mark.parametrize("flexion_deg", [20.0, 60.0, 110.0])
def test_the_shin_bends_by_the_angle_asked_for(flexion_deg):
    down = poses.pose("tibia", flexion_deg)[:3, :3] @ [0.0, -1.0, 0.0]
    assert np.degrees(np.arctan2(-down[0], -down[1])) == pytest.approx(flexion_deg, abs=1.0)


@pytest.mark.parametrize("body", BODIES[1:])
def test_motion_is_smooth(body):
    point = np.array([[10.0, -40.0, 10.0]])
    path = np.array([poses.moved(point, poses.pose(body, q))[0] for q in np.arange(0, 141, 1.0)])
    assert np.abs(np.diff(path, n=2, axis=0)).max() < 0.25  # mm per degree squared


@pytest.mark.parametrize("flexion_deg", BENDS_DEG)
def test_no_bone_enters_another_while_the_knee_bends(flexion_deg):
    for bone, body in (("tibia", "tibia"), ("fibula", "tibia"), ("patella", "patella")):
        points = bone_meshes.mesh(bone).vertices_mm.astype(float)
        near = points[np.abs(points[:, 1]) < 80.0]
        placed = poses.moved(near, poses.pose(body, flexion_deg))
        assert bone_meshes.distance_mm("femur", placed).min() > 0.0
    patella = poses.moved(
        bone_meshes.mesh("patella").vertices_mm.astype(float), poses.pose("patella", flexion_deg)
    )
    on_shin = poses.moved(patella, poses.inverse(poses.pose("tibia", flexion_deg)))
    assert bone_meshes.distance_mm("tibia", on_shin).min() > 5.0


@pytest.mark.parametrize("flexion_deg", BENDS_DEG)
@pytest.mark.parametrize("body", ["tibia", "patella"])
def test_cartilage_stays_in_touch_and_never_overlaps(body, flexion_deg):
    gaps = [joint_gap.gap_mm(plate, flexion_deg) for plate in joint_gap.PLATES[body]]
    assert -0.25 < min(gaps) < 0.5


@pytest.mark.parametrize("flexion_deg", [30.0, 90.0, 120.0])
def test_menisci_stay_on_the_shin_and_follow_their_condyle(flexion_deg):
    back = {}
    for side in ("medial", "lateral"):
        relative = poses.inverse(poses.pose("tibia", flexion_deg)) @ poses.pose(
            f"{side}_meniscus", flexion_deg
        )
        assert relative[:3, :3] == pytest.approx(np.eye(3), abs=1e-9)
        assert relative[1, 3] == pytest.approx(0.0, abs=1e-9)
        back[side] = -relative[0, 3]
    assert back["lateral"] > 3.0
    assert back["lateral"] > back["medial"] + 2.0


@pytest.mark.parametrize("flexion_deg", [-1.0, 141.0, float("nan")])
def test_a_bend_outside_the_table_is_refused(flexion_deg):
    with pytest.raises(ValueError, match="outside"):
        poses.pose("tibia", flexion_deg)


def test_an_unknown_body_is_refused():
    with pytest.raises(ValueError, match="no body"):
        poses.pose("sternum", 10.0)


def test_every_rigid_structure_has_a_body():
    assert set(poses.BODY_OF) == set(bone_meshes.build())
