"""The posable leg: how long its muscles are, what is baked, what is sent and what is said."""

import numpy as np
import pytest
from PIL import Image

from explainer import catalog
from explainer.anatomy import lengths, limb, limb_pose
from explainer.atlas_build.limb import bake as baking
from explainer.describe.limb import posture, working
from explainer.figures import load_colours
from explainer.model import held_pose
from explainer.scenario import PainPose, Scenario
from explainer.ui import session
from explainer.ui.components.running_leg import FIELDS, _apply, _state, payload
from explainer.ui.components.running_leg.cached_payload import at_measured_speed
from explainer.ui.model_cache import one_step
from explainer.words import LANGUAGES, Words

HAMSTRINGS = ("semimembranosus", "semitendinosus", "biceps_femoris_long")
CALF = ("gastrocnemius_medial", "gastrocnemius_lateral")
LEVER_MM = 1.5  # lengths are printed to 0.1 mm every 10 degrees: a slope is no surer than this


def change(muscle: str, hip: float = 0, knee: float = 0, ankle: float = 0) -> float:
    return float(lengths.length_mm(muscle, hip, knee, ankle)) - lengths.standing_mm(muscle)


@pytest.fixture(scope="module")
def step():
    return one_step(at_measured_speed(Scenario()))


@pytest.mark.parametrize("muscle", HAMSTRINGS)
def test_a_bent_hip_and_a_straight_knee_stretch_a_hamstring(muscle):
    assert change(muscle, hip=60) > 40
    assert change(muscle, knee=60) < -25
    assert change(muscle, hip=60, knee=10) > change(muscle, hip=60, knee=90) + 30
    assert change(muscle, ankle=20) == 0


@pytest.mark.parametrize("muscle", CALF)
def test_a_straight_knee_and_a_lifted_foot_stretch_the_calf(muscle):
    assert change(muscle, ankle=20) > 10
    assert change(muscle, knee=60) < -10
    assert change(muscle, knee=0, ankle=20) > change(muscle, knee=60, ankle=20) + 10
    assert change(muscle, hip=60) == 0


def test_the_soleus_feels_neither_knee_nor_hip():
    assert change("soleus", hip=70, knee=100) == 0
    assert change("soleus", ankle=20) == pytest.approx(-change("soleus", ankle=-20), rel=0.35)


def test_the_front_of_the_thigh_answers_the_other_way():
    assert change("rectus_femoris", hip=60) < -30
    assert change("rectus_femoris", hip=-15, knee=90) > 60


@pytest.mark.parametrize("muscle", [*HAMSTRINGS, "biceps_femoris_short", *CALF])
def test_length_changes_as_fast_as_the_published_lever_says(muscle):
    """Tendon excursion: a muscle's lever is the change of its length per radian."""
    levers = catalog.table("curves/levers")
    bends = levers.floats("knee_flexion_deg")
    inner = bends[1:-1]
    rise = lengths.length_mm(muscle, 0, inner + 10, 0) - lengths.length_mm(muscle, 0, inner - 10, 0)
    found = -rise / np.radians(20)
    np.testing.assert_allclose(found, levers.floats(f"{muscle}_mm")[1:-1], atol=LEVER_MM)


# Worked out apart from this code from the same angles and path model, before the curves were
# closed at contact: per cent of standing length and the moment of it.
EXTREMES = [
    ("semimembranosus", 3.7, 95, -11.1, 62.5),
    ("semitendinosus", 3.8, 95, -12.9, 62.5),
    ("biceps_femoris_long", 4.4, 95, -8.6, 60),
]


@pytest.mark.parametrize(("muscle", "most", "then", "least", "when"), EXTREMES)
def test_a_stride_stretches_each_muscle_as_worked_out_apart(muscle, most, then, least, when):
    percent, _ = lengths.stride_angles()
    moved, band = lengths.stride_change_mm(muscle)
    share = 100 * moved / lengths.standing_mm(muscle)
    assert share.max() == pytest.approx(most, abs=0.25)
    assert share.min() == pytest.approx(least, abs=0.25)
    assert abs(percent[share.argmax()] - then) <= 2.5
    assert abs(percent[share.argmin()] - when) <= 2.5
    assert np.all(band > 1)
    assert np.all(band < 20)


@pytest.mark.parametrize(
    ("muscle", "bent_60", "bent_90"),
    [("gastrocnemius_medial", 436.6, 422.3), ("gastrocnemius_lateral", 428.9, 414.0)],
)
def test_the_calf_is_as_long_as_its_wrapped_path_measures(muscle, bent_60, bent_90):
    """Lengths (mm) of the path model's wrapped lines, point by point, at two bends."""
    assert lengths.length_mm(muscle, 0, 60, 0) == pytest.approx(bent_60, abs=0.6)
    assert lengths.length_mm(muscle, 0, 90, 0) == pytest.approx(bent_90, abs=0.6)


def test_the_calf_is_longest_over_the_standing_foot_and_shortest_in_swing():
    percent, _ = lengths.stride_angles()
    for muscle in CALF:
        moved, _ = lengths.stride_change_mm(muscle)
        assert 20 <= percent[moved.argmax()] <= 27.5
        assert 60 <= percent[moved.argmin()] <= 70


def test_a_stride_closes():
    _, angles = lengths.stride_angles()
    np.testing.assert_allclose(angles[:, 0], angles[:, -1])
    measured = catalog.table("curves/limb_angles")
    assert np.abs(measured.floats("hip_flexion_deg") - angles[0]).max() < 1


def test_an_unknown_muscle_is_refused():
    with pytest.raises(KeyError):
        lengths.length_mm("heart", 0, 0, 0)


@pytest.mark.geometry
def test_the_baked_leg_is_up_to_date(tmp_path):
    """Baked anew from the atlas, every file is the committed one, byte for byte."""
    baking.bake(tmp_path)
    kept = {file.name for file in limb.DIRECTORY.iterdir()}
    assert {file.name for file in tmp_path.iterdir()} == kept
    for name in kept:
        same = (tmp_path / name).read_bytes() == (limb.DIRECTORY / name).read_bytes()
        assert same, f"{name}: run python -m explainer.atlas_build.limb.bake"


def test_every_ribbon_has_its_stations_at_every_bend():
    shapes = limb.shapes()
    for muscle in shapes["muscles"]:
        frames = len(muscle["frames"])
        assert frames in (1, len(shapes["bends_deg"]))  # one: it lies along one bone
        stations = np.reshape(muscle["frames"], (frames, -1, 4))
        assert stations.shape[1] == len(muscle["tendon"]) == len(muscle["shin"])
        assert np.all(stations[:, :, 2:] > 0)  # no ribbon is turned inside out
        steps = np.linalg.norm(np.diff(stations[:, :, :2], axis=1), axis=2)
        assert steps.max() < 30


NEWCOMERS = ("gluteus_maximus", "adductor_magnus", "adductor_longus", "vastus_medialis",
             "tibialis_anterior", "fibularis_longus", "extensor_digitorum_longus")  # fmt: skip


def test_the_leg_has_its_hip_extensor_its_adductors_and_its_shin():
    assert set(NEWCOMERS) <= {row["id"] for row in limb.shapes()["muscles"]}


def test_the_buttock_reaches_as_far_back_as_the_measured_hull_of_muscle():
    """Hulls inside skin and fat (Andreassen 2023), mean of three sides, at shares of the way from
    knee to hip: the back edge of the drawn muscle lies within the spread of the cadavers."""
    (buttock,) = (one for one in limb_pose.ribbons(0, 0, 0) if one.muscle == "gluteus_maximus")
    edge = buttock.edge(-1.0) + limb_pose.hip()
    order = np.argsort(edge.imag)
    for share, least, most in ((0.8, -93, -81), (0.9, -118, -106)):
        back = np.interp(share * limb_pose.hip().imag, edge.imag[order], edge.real[order])
        assert least - 3 <= back <= most + 3


@pytest.mark.parametrize("hip_deg", [-15, 30, 60])
def test_the_buttock_keeps_its_ends_on_pelvis_and_thigh_and_winds_round_the_hip(hip_deg):
    (still,) = (r for r in limb_pose.ribbons(0, 0, 0) if r.muscle == "gluteus_maximus")
    (moved,) = (r for r in limb_pose.ribbons(hip_deg, 0, 0) if r.muscle == "gluteus_maximus")
    assert abs(moved.middle[0] - still.middle[0]) < 1e-6  # the pelvis stays
    thigh = limb_pose.rotation(hip_deg)
    assert abs(moved.middle[-1] - thigh(still.middle[-1])) < 1e-6
    np.testing.assert_allclose(abs(moved.middle), abs(still.middle), atol=1e-6)


JOINT_X_MM = (
    -12.0,
    -5.0,
    2.0,
    8.0,
)  # of the plateau, where the thigh bone lies on it, shin's frame
JOINT_Y_MM = np.arange(-48.0, -8.0, 1.0)  # from bone of the shin up into bone of the thigh


@pytest.mark.parametrize("bend", range(0, 136, 15))
def test_the_joint_is_closed_at_every_bend(bend):
    """No page shows between thigh bone and shin bone."""
    places = limb_pose.bones(0, bend, 0)
    closed = ("femur", "menisci", "shank")
    for x in JOINT_X_MM:
        points = places["shank"](x + 1j * JOINT_Y_MM)
        covered = np.any([_covers(piece, places[piece].inverse()(points)) for piece in closed], 0)
        assert covered.all(), f"{bend} degrees, x {x}: {JOINT_Y_MM[~covered]}"


def _covers(piece, points):
    record = next(one for one in limb.shapes()["pieces"] if one["id"] == piece)
    left, top, _, _ = record["box_mm"]
    with Image.open(limb.DIRECTORY / record["pictures"]["clay"][0]) as picture:
        solid = np.asarray(picture.getchannel("A")) >= limb_pose.OPAQUE
    column, row = np.round(points.real - left).astype(int), np.round(top - points.imag).astype(int)
    inside = (row >= 0) & (row < solid.shape[0]) & (column >= 0) & (column < solid.shape[1])
    height, width = solid.shape
    return inside & solid[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)]


def test_every_muscle_has_a_strip_of_its_own_on_the_sheet():
    shapes = limb.shapes()
    sizes = set()
    for file in shapes["strips"]["pictures"].values():
        with Image.open(limb.DIRECTORY / file) as sheet:
            sizes.add(sheet.size)
    ((width, height),) = sizes
    taken = np.zeros((height, width), int)
    for muscle in shapes["muscles"]:
        x, y, wide, high = muscle["strip_px"]
        assert x + wide <= width
        assert y + high <= height
        taken[y : y + high, x : x + wide] += 1
    assert taken.max() == 1


def test_the_hip_and_the_ankle_lie_within_their_bones():
    shapes = limb.shapes()
    boxes = {piece["id"]: piece["box_mm"] for piece in shapes["pieces"]}
    for joint, bones in (("hip_mm", ("pelvis", "femur")), ("ankle_mm", ("shank", "foot"))):
        x, y = shapes[joint]
        for bone in bones:
            left, top, width, height = boxes[bone]
            assert left < x < left + width
            assert top - height - 10 < y < top


def test_the_length_table_gives_the_formula_between_its_rows():
    for muscle in lengths.two_joint():
        sent = payload.length_table(muscle)
        row, column = 4, 3
        middle = np.mean(np.array(sent["mm"])[row : row + 2, column : column + 2])
        turn = sent["turns"][row] + payload.GRID_DEG / 2
        knee = sent["knees"][column] + payload.GRID_DEG / 2
        pose = {"hip": 0, "knee": knee, "ankle": 0, sent["joint"]: turn}
        assert middle == pytest.approx(change(muscle, **pose), abs=0.6)


def test_work_peaks_at_the_models_force(step):
    for muscle in payload.LANES:
        load = catalog.structures()[muscle].load
        sent = payload.force_over_stride(step, muscle)
        peak = step.loads[load].peak_bw  # may lie between two per cent of the stride
        assert max(sent["mid"]) == pytest.approx(peak, rel=0.003)
        assert max(sent["low"]) <= max(sent["mid"]) <= max(sent["high"])
    assert payload.force_over_stride(step, "patellar_ligament") is None


def test_the_leg_is_coloured_on_the_diagrams_own_scale(step):
    sent = payload.cacheable_payload(step, Words(), 1.72)
    assert sent["scale"]["values"] == load_colours.scales()["step"].values
    assert sent["colours"]["stops"] == load_colours.STOPS


def test_muscles_without_a_measured_signal_have_none():
    curves = payload.muscle_signals()["curves"]
    unknown = {"semimembranosus", "biceps_femoris_short"}
    assert set(payload.LANES) - set(curves) == unknown
    for curve in curves.values():
        assert 0 <= min(curve) <= max(curve) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_leg_is_said_as_it_stands(language, step):
    words = Words(language)
    late = posture(words, Scenario(limb_moved_by="cycle", cycle_percent=95), step)
    assert words.full_name("biceps_femoris_long") in late
    assert words.text("common.loads.semimembranosus") in late
    assert words.text("limb.spoken.moment_air", percent=words.percent(0.95)) in late
    assert words.text("limb.spoken.even") not in late
    standing = posture(words, Scenario(limb_moved_by="angles"), step)
    assert words.text("limb.spoken.even") in standing
    assert words.text("limb.spoken.knee_straight") in standing


@pytest.mark.parametrize(("hip_deg", "is_even"), [(2, True), (3, False)])
def test_a_change_of_length_below_half_a_per_cent_is_not_said(step, hip_deg, is_even):
    said = posture(Words(), Scenario(limb_moved_by="angles", hip_flexion_deg=hip_deg), step)
    assert (Words().text("limb.spoken.even") in said) is is_even


def test_hamstrings_work_before_landing_and_the_calf_while_the_foot_is_down(step):
    assert {"semimembranosus", "biceps_femoris_long"} <= set(working(step, 93))
    assert {"soleus", "gastrocnemius_medial", "quadriceps"} <= set(working(step, 18))
    assert working(step, 45) == []


def test_an_odd_report_changes_only_what_can_be_used(monkeypatch):
    chosen = {}
    monkeypatch.setattr(session, "choose", lambda **values: chosen.update(values))
    _apply({"moved_by": "angles", "percent": 41.6, "hip": True, "knee": "30", "ankle": -12,
            "structure": 7, "dress": "natural", "odd": 1})  # fmt: skip
    assert chosen == {
        "limb_moved_by": "angles", "cycle_percent": 42.0, "ankle_dorsiflexion_deg": -12,
        "dress": "natural",
    }  # fmt: skip
    assert set(FIELDS.values()) <= set(Scenario.__dataclass_fields__)


def test_a_reported_pose_that_hurts_is_kept_or_refused(monkeypatch):
    chosen = {}
    monkeypatch.setattr(session, "choose", lambda **values: chosen.update(values))
    for reported, kept in [([70, 10.0, -5], PainPose(70, 10, -5)), (None, None)]:
        _apply({"pain_pose": reported})
        assert chosen == {"pain_pose": kept}
    before = Scenario(pain_pose=PainPose(1, 2, 3))
    for odd in ([70, 10], [70, "10", 0], [True, 0, 0], {}, 7, [400, 0, 0]):
        _apply({"pain_pose": odd})
        assert before.choosing(**chosen) == before


def test_a_pose_that_hurts_stays_when_the_knee_bends_elsewhere(step):
    chosen = Scenario(limb_moved_by="angles", pain_pose=PainPose(70, 10, -5), flexion_deg=90)
    state = _state(chosen)
    assert (state["hip"], state["knee"], state["ankle"]) == (70, 10, -5)
    assert Words().text("limb.spoken.knee_bent", angle=Words().angle(10)) in posture(
        Words(), chosen, step
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_held_pose_is_said_with_what_is_longest_and_what_it_proves(language, step):
    words = Words(language)
    raised = posture(words, Scenario(limb_moved_by="angles", hip_flexion_deg=70), step)
    (group,) = held_pose.ranked((70, 0, 0))
    for one in group:
        assert f"{words.name(one.muscle)} +{words.number(one.mm, 0)} mm" in raised
        assert words.number(one.band_mm, 0) in raised
    assert words.text("limb.live.hold_front") in raised
    assert words.text("limb.live.pose_proves") in raised
    curled = posture(words, Scenario(limb_moved_by="angles", flexion_deg=90), step)
    assert words.text("limb.live.pose_none") in curled
    assert words.name("semimembranosus") in curled
    running = posture(words, Scenario(), step)
    assert words.text("limb.live.pose_proves") not in running


def test_lengths_go_on_to_the_ends_of_the_sliders():
    """No step and no turn back where the muscle's path is turned farthest."""
    choices = catalog.choices()
    bends = {name: np.arange(0.0, choices[field].high + 1, 5.0) for name, field in FIELDS.items()
             if name in ("hip", "ankle")}  # fmt: skip
    for muscles, name in ((HAMSTRINGS, "hip"), ((*CALF, "soleus"), "ankle")):
        for muscle in muscles:
            found = [change(muscle, **{name: float(bend)}) for bend in bends[name]]
            steps = np.diff(found)
            assert steps.min() > 0
            assert np.abs(np.diff(steps)).max() < LEVER_MM
