"""The exercise drawing's scripts by unit, and the leg's pose in Python beside the browser's."""

import numpy as np
import pytest

from explainer.anatomy import limb, limb_pose
from explainer.catalog.exercises import exercises
from explainer.figures import exercise as drawing

pytestmark = pytest.mark.browser
POSES = [(0, 0, 0), (90, 30, 0), (-10, 0, 25), (52, 105, -38), (120, 137, 40)]


@pytest.mark.parametrize("angles", POSES)
def test_the_leg_is_posed_as_the_browser_poses_it(run, angles):
    hip, knee, ankle = angles
    found = run(
        "running_leg/web/pose.js",
        """({ Pose }, { shapes, angles }) => {
          const { pieces, ribbons } = new Pose(shapes).at(angles);
          const points = ribbons.map((ribbon) => [ribbon.id, ribbon.points]);
          return { pieces, ribbons: Object.fromEntries(points) };
        }""",
        {"shapes": limb.shapes(), "angles": {"hip": hip, "knee": knee, "ankle": ankle}},
    )
    for name, placement in limb_pose.bones(*angles).items():
        a, b, _, _, e, f = found["pieces"][name]
        assert placement.turn == pytest.approx(complex(a, b), abs=1e-6)
        assert placement.shift == pytest.approx(complex(e, f), abs=1e-3)
    for ribbon in limb_pose.ribbons(*angles):
        points = np.array(found["ribbons"][ribbon.muscle])
        np.testing.assert_allclose(ribbon.middle, points[:, 0] + 1j * points[:, 1], atol=1e-3)
        np.testing.assert_allclose(ribbon.front_mm, points[:, 2], atol=1e-3)
        np.testing.assert_allclose(ribbon.behind_mm, points[:, 3], atol=1e-3)


@pytest.mark.parametrize("name", ["extend", "calf", "runwalk"])
def test_the_browser_draws_the_frames_that_python_made(run, name):
    """At each key frame the points are the drawing's own, to a millimetre."""
    one = exercises()[name]
    movement = drawing.movement(one, "left")
    drawn = run(
        "exercise_drawing/web/tween.js",
        """({ pathsAt, keyFrameCount }, { paths }) => {
          const count = keyFrameCount(paths);
          const numbers = (text) => text && text.match(/-?[\\d.]+/g).map(Number);
          return Array.from({ length: count }, (_, i) =>
            pathsAt(paths, count, i / (count - 1)).map(numbers));
        }""",
        {"paths": movement["paths"]},
    )
    shares = drawing.keyframes(one)
    assert len(drawn) == len(shares)
    for share, texts in zip(shares, drawn, strict=True):
        groups = drawing.groups(drawing.frame(one, share, "left")[0])
        for group, numbers in zip(groups, texts, strict=True):
            if numbers is not None:
                points = np.concatenate([np.conj(shape.points) for shape in group])
                found = np.array(numbers[::2]) + 1j * np.array(numbers[1::2])
                assert np.abs(found - points).max() < 1.5


def test_a_movement_that_goes_past_its_end_stays_there(run):
    paths = [[{"points": [-1, 0, 1, 0], "moves": [[0, 0, 0], [90, 10, 20]], "closed": 1}], None]
    drawn = run(
        "exercise_drawing/web/tween.js",
        "({ pathsAt }, { paths }) => [0, 1, 2].map((share) => pathsAt(paths, 2, share))",
        {"paths": paths},
    )
    assert drawn[0] == ["M-1.0 0.0L1.0 0.0Z", None]
    assert drawn[1] == drawn[2] == ["M10.0 19.0L10.0 21.0Z", None]
