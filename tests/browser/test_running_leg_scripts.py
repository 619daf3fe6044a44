"""The running leg's scripts by unit: lengths, work, pose and what is said of them."""

import itertools

import pytest

from explainer.model import held_pose
from explainer.ui.components.running_leg import payload

pytestmark = pytest.mark.browser
LENGTHS = {
    "cycle": {"percent": [0, 50, 100], "hip": [0, 10, 0], "knee": [0, 40, 0], "ankle": [0, -4, 0]},
    "lengths": {
        "gastrocnemius_medial": {
            "joint": "ankle", "standing_mm": 400, "lever_errors": [0.5, 0.25],
            "turns": [-10, 0, 10], "knees": [0, 10],
            "mm": [[-8, -10], [0, -2], [8, 6]],
            "stride_mm": [2, 6, 2], "stride_band_mm": [10, 20, 30],
        }
    },
    "forces": {"soleus": {end: [n * k for n in range(101)] for end, k in
                         (("mid", 2), ("low", 1), ("high", 3))}},
    "signals": {"percent": [0, 100], "curves": {"soleus": [0, 1]}},
}  # fmt: skip


def test_lengths_bands_and_work_are_looked_up_between_their_rows(run):
    found = run(
        "running_leg/web/length_tables.js",
        """({ LengthTables }, data) => {
          const tables = new LengthTables(data);
          const calf = "gastrocnemius_medial";
          return {
            stride: tables.lengthChange(calf, { moved_by: "cycle", percent: 25 }, {}),
            posed: tables.lengthChange(calf, { moved_by: "angles" }, { ankle: 5, knee: 5 }),
            none: tables.lengthChange("patella", { moved_by: "cycle", percent: 0 }, {}),
            angles: tables.anglesAt(75), force: tables.forceAt("soleus", 10.5),
            unknown: tables.forceAt("popliteus", 0),
          };
        }""",
        LENGTHS,
    )
    assert found["stride"] == {"mm": 4, "band": 15, "share": 0.01}
    # over the knee -1 mm, over the ankle 4 mm
    assert found["posed"] == {"mm": 3, "band": pytest.approx(1.25**0.5), "share": 0.0075}
    assert found["none"] is None
    assert found["angles"] == {"hip": 5, "knee": 20, "ankle": -2}
    assert found["force"] == {"mid": 21, "low": 10.5, "high": 31.5}
    assert found["unknown"] is None


def test_the_tags_say_length_band_and_work(run):
    facts = run(
        "running_leg/web/spoken_pose.js",
        """async ({ describePose }, tables) => {
          const { LengthTables } = await import("/alone/running_leg/web/length_tables.js");
          const { Words } = await import("/alone/shared/web/words.js");
          const words = new Words({ unit: {}, words: {
            mm: "{value} mm", percent: "{value} %", give_or_take: "±{value} mm",
            force: "{value} BW",
            decimal: ".", thousands: ",", group_from: 4 } });
          const id = "gastrocnemius_medial";
          const state = { moved_by: "cycle", percent: 25 };
          const leg = { data: { muscles: [{ id, tag: true }] }, tables: new LengthTables(tables),
                        words, store: { state } };
          return describePose(leg, {}, () => null).facts[id];
        }""",
        LENGTHS,
    )
    assert facts["length"] == "+4 mm (+1 %)"
    assert facts["band"] == "±15 mm"


def test_a_pose_composes_rotations(run):
    found = run(
        "running_leg/web/pose.js",
        """({ rotation, compose, transformPoint, bracket, pathLength }) => {
          const both = compose(rotation(90, [1, 0]), rotation(90));
          return [transformPoint(both, 1, 0), bracket([0, 10, 20], 15), bracket([0, 10], 99),
                  pathLength([[0, 0], [3, 4], [3, 5]])];
        }""",
    )
    assert found[0] == pytest.approx([0, -1])  # (1, 0) -> (0, 1) -> about (1, 0)
    assert found[1:] == [[1, 0.5], [0, 1], 6]


def test_neighbouring_triangles_cover_a_square_once_and_their_values_run_evenly(run):
    found = run(
        "running_leg/web/scan_triangle.js",
        """({ scanTriangle }) => {
          const layer = { width: 8, height: 8 };
          const corner = (x, y) => ({ x, y, a: 10 * x, b: y });
          const square = [corner(1.2, 1.3), corner(6.7, 1.3), corner(1.2, 6.1), corner(6.7, 6.1)];
          const seen = [];
          const span = (y, from, to, a, b, da, db) => {
            for (let x = from; x < to; x += 1, a += da, b += db) seen.push([x, y, a, b]);
          };
          scanTriangle(square[0], square[1], square[2], layer, span);
          scanTriangle(square[1], square[3], square[2], layer, span);
          return seen;
        }""",
    )
    places = sorted((x, y) for x, y, _, _ in found)
    assert places == [(x, y) for x in range(1, 7) for y in range(1, 6)]
    for x, y, a, b in found:
        assert a == pytest.approx(10 * (x + 0.5))
        assert b == pytest.approx(y + 0.5)


def test_a_grey_strip_shades_a_colour_and_half_leaves_it(run):
    table = run(
        "running_leg/web/colour.js",
        "({ shades, channels }) => Array.from(shades(channels('#204060')))",
    )
    assert table[:3] == [0, 0, 0]
    assert table[3 * 128 : 3 * 129] == pytest.approx([0x20, 0x40, 0x60], abs=2)
    assert table[-3:] == [255, 255, 255]


def test_a_ribbon_has_rounded_ends_and_the_strip_runs_from_edge_to_edge(run):
    course = run(
        "running_leg/web/ribbon_course.js",
        """({ courseOf }) => {
          const side = { nx: 0, ny: 1, front: 6, behind: 4 };
          const middle = [[0, 50], [20, 50], [40, 50]];
          const ribbon = { middle, sides: [side, side, side], faded: 0 };
          return courseOf(ribbon, 2);
        }""",
    )
    tips = course[0], course[-1]
    assert all(abs(tip["front"]["y"] - tip["back"]["y"]) < 1e-9 for tip in tips)
    middle = next(one for one in course if one["front"]["u"] == 0.5)
    assert (middle["front"]["y"], middle["back"]["y"]) == (2 * 44, 2 * 54)
    shares = [one["front"]["u"] for one in course]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)


def test_a_held_pose_is_read_as_the_model_reads_it(run):
    """Only where the browser's interpolation is not within a rounding of a limit do both differ."""
    poses = [
        tuple(map(float, pose))
        for pose in itertools.product((-20, 10, 45, 70, 120), (0, 35, 80, 120), (-30, 0, 20))
    ]
    height_m = 1.8
    tables = {
        "cycle": {}, "forces": {}, "signals": {},
        "lengths": {muscle: payload.length_table(muscle) for muscle in held_pose.BEHIND_KNEE},
        "held": payload.held_pose_tables(height_m),
    }  # fmt: skip
    found = run(
        "running_leg/web/held_pose.js",
        """async ({ readHeldPose }, [data, poses]) => {
          const { LengthTables } = await import("/alone/running_leg/web/length_tables.js");
          const tables = new LengthTables(data);
          return poses.map(([hip, knee, ankle]) => readHeldPose(tables, { hip, knee, ankle }));
        }""",
        [tables, poses],
    )
    for pose, said in zip(poses, found, strict=True):
        groups = held_pose.ranked(pose)
        longest = groups[0] if groups else ()
        assert {one["id"] for one in said["longest"]} == {one.muscle for one in longest}, pose
        for ours in longest:
            theirs = next(one for one in said["longest"] if one["id"] == ours.muscle)
            assert theirs["mm"] == pytest.approx(ours.mm, abs=0.6)
            assert theirs["band"] == pytest.approx(ours.band_mm, abs=0.3)
        assert said["side"] == held_pose.holding_side(pose)
        pulls = {one.muscle: one for one in held_pose.pulls(pose, height_m)}
        assert set(said["pulls"]) == set(pulls)
        for muscle, pull in pulls.items():
            assert said["pulls"][muscle]["low"] == pytest.approx(pull.low_bw, abs=0.002)
            assert said["pulls"][muscle]["high"] == pytest.approx(pull.high_bw, abs=0.002)
        strongest = [one.muscle for one in held_pose.strongest(pose, height_m)]
        assert said["strongest"] == strongest
