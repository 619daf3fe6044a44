"""The posable leg in a real browser: it runs, stops, is scrubbed, and the link holds it."""

import re
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from explainer.anatomy import lengths
from explainer.model import held_pose
from explainer.scenario import PainPose, Scenario
from explainer.words import Words
from tests.support.addresses import settled
from tests.support.component_scripts import ALONE, answer_alone

pytestmark = pytest.mark.browser
WORDS = Words()
LEG = ".host.ready .limb canvas"
MOMENT = "[data-control=cycle] input[type=range]"
LEVER_MM = 6.0  # the drawn paths' moment arms are within this of the published ones
HIP_LEVER_MM = 10.0  # drawn biceps: its origin lies further from the hip than the path model's


@pytest.fixture(scope="module")
def leg(app_url, browser):
    """One page for all tests: opening the app anew costs seconds."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    answer_alone(context)
    page = context.new_page()
    page.goto(f"{app_url}/hamstrings_calf?limb_moved_by=cycle&cycle_percent=30")
    page.locator(LEG).wait_for()
    page.wait_for_function("!document.getElementById('prerendered')")
    yield page
    context.close()


def moment(page: Page) -> float:
    return float(page.locator(MOMENT).input_value())


def row(page: Page, muscle: str) -> Locator:
    return page.locator(f".limb-reading tr[data-id={muscle}] b")


def drawn(page: Page) -> int:
    """A number that changes when anything in the picture does."""
    return page.locator(LEG).evaluate(
        "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
        ".reduce((sum, v, i) => (sum + v * (i % 997)) % 1000000007, 0)"
    )


def test_the_link_sets_the_moment_and_the_numbers_are_the_models(leg):
    expect(leg.locator(MOMENT)).to_have_value("30")
    percent, _ = lengths.stride_angles()
    for muscle in (*lengths.two_joint(), "soleus"):
        change, _ = lengths.stride_change_mm(muscle)
        at_30 = round(float(np.interp(30, percent, change)))
        written = WORDS.number(abs(at_30), 0)
        expect(row(leg, muscle)).to_contain_text(f"{written} mm")


def test_play_moves_the_leg_and_pause_settles_in_the_link(leg):
    before = drawn(leg)
    leg.get_by_role("button", name=WORDS.text("limb.live.play")).click()
    leg.wait_for_function(
        "start => [...document.querySelectorAll('*')].some(e => "
        f"Math.abs(e.shadowRoot?.querySelector('{MOMENT}')?.valueAsNumber - start) > 2)",
        arg=30,
    )
    leg.get_by_role("button", name=WORDS.text("limb.live.pause")).click()
    held = settled(leg, cycle_percent=lambda percent: percent != 30).cycle_percent
    assert drawn(leg) != before
    assert moment(leg) == held  # the page's answer does not move the leg again


def test_a_space_on_the_picture_plays_and_stops(leg):
    leg.locator(LEG).focus()
    leg.keyboard.press(" ")
    expect(leg.locator(".move.play")).to_contain_text(WORDS.text("limb.live.pause"))
    leg.keyboard.press(" ")
    expect(leg.locator(".move.play")).to_contain_text(WORDS.text("limb.live.play"))


def test_dragging_along_the_lanes_scrubs(leg):
    rail = leg.locator(".playrail").bounding_box()
    y = rail["y"] + rail["height"] / 2
    leg.locator(".lane-strip").nth(4).scroll_into_view_if_needed()
    rail = leg.locator(".playrail").bounding_box()
    y = rail["y"] + rail["height"] / 2
    leg.mouse.move(rail["x"] + 0.5 * rail["width"], y)
    leg.mouse.down()
    leg.mouse.move(rail["x"] + 0.9 * rail["width"], y, steps=3)
    leg.mouse.up()
    assert moment(leg) == pytest.approx(90, abs=1)
    settled(leg, cycle_percent=lambda percent: 89 <= percent <= 91)


def test_choosing_a_muscle_marks_it_everywhere_and_in_the_link(leg):
    numbers = leg.locator("details.limb-reading")
    expect(numbers).not_to_have_attribute("open", "")  # a stride is read from its lanes
    numbers.locator("summary").click()
    numbers.locator("tr[data-id=rectus_femoris] button").click()
    settled(leg, structure="rectus_femoris")
    expect(leg.locator(".limb-tag.selected")).to_contain_text(WORDS.name("rectus_femoris"))
    expect(leg.locator(".lane.selected")).to_have_attribute("data-id", "rectus_femoris")


def test_own_angles_start_from_the_leg_as_it_stands_and_are_said(leg):
    leg.locator(MOMENT).fill("62")
    leg.locator("[data-choice=moved_by] .pill", has=leg.locator("[value=angles]")).click()
    expect(leg.locator("details.limb-reading")).to_have_attribute("open", "")
    knee = leg.locator("[data-control=knee] input.box")
    expect(knee).to_have_value("81")  # the measured knee at 62 % of the stride
    for joint, angle in (("hip", "60"), ("knee", "10"), ("ankle", "0")):
        leg.locator(f"[data-control={joint}] input[type=range]").fill(angle)
    chosen = settled(leg, hip_flexion_deg=60)
    change = lengths.length_mm("semimembranosus", 60, 10, 0)
    change = round(float(change) - lengths.standing_mm("semimembranosus"))
    expect(row(leg, "semimembranosus")).to_contain_text(f"+{change} mm")
    hip = WORDS.text("limb.spoken.hip_bent", angle=WORDS.angle(60))
    expect(leg.locator(".limb [aria-live=polite]")).to_contain_text(hip)
    assert chosen.limb_moved_by == "angles"


ANSWER = ".pose-answer"
TICK = ".pose-tick input"
DRAWN = """part => new Promise(done => {
  part.value = 90;
  part.dispatchEvent(new Event("input", { bubbles: true }));
  const root = part.getRootNode();
  requestAnimationFrame(() => requestAnimationFrame(() =>
    done(root.querySelector(".pose-answer p").textContent)));
})"""  # the hip's slider moved as a drag does, and the answer two frames later


def set_pose(page: Page, *angles: int) -> None:
    """In a stride the sliders are hidden: a page opened anew is set to own angles first."""
    page.locator("[data-choice=moved_by] input[value=angles]").check()
    for joint, angle in zip(("hip", "knee", "ankle"), angles, strict=True):
        page.locator(f"[data-control={joint}] input[type=range]").fill(str(angle))


def shown_rows(page: Page) -> list[str]:
    return page.locator(".limb-reading tbody tr:visible").evaluate_all(
        "rows => rows.map(row => row.dataset.id)"
    )


def test_the_answer_names_what_is_longest_and_what_holds_the_leg(leg):
    set_pose(leg, 70, 0, 20)
    hamstrings, calf = held_pose.ranked((70, 0, 20))
    longest = leg.locator(f"{ANSWER} p").first
    for one in hamstrings:
        expect(longest).to_contain_text(f"{WORDS.name(one.muscle)} +{WORDS.number(one.mm, 0)} mm")
    for one in calf:
        expect(longest).not_to_contain_text(WORDS.name(one.muscle))
    expect(leg.locator(ANSWER)).to_contain_text(WORDS.text("limb.live.hold_front"))
    expect(leg.locator(ANSWER)).to_contain_text(WORDS.text("limb.live.pose_proves"))
    assert shown_rows(leg) == [one.muscle for one in (*hamstrings, *calf)]
    for one in (*hamstrings, *calf):
        band = WORDS.text("limb.live.give_or_take", value=round(one.band_mm))
        cell = leg.locator(f".limb-reading tr[data-id={one.muscle}] small")
        expect(cell).to_have_text(band)

    set_pose(leg, 0, 90, 0)
    expect(longest).to_have_text(WORDS.text("limb.live.pose_none"))
    first, second = held_pose.strongest((0, 90, 0), Scenario().height_m)
    names = f"{WORDS.name(first.muscle)}; {WORDS.name(second.muscle)}"
    expect(leg.locator(ANSWER)).to_contain_text(WORDS.text("limb.live.hold_behind", list=names))
    low, high = (WORDS.number(end, 2) for end in (first.low_bw, first.high_bw))
    pull = WORDS.text("limb.live.hold", low=low, high=high)
    expect(leg.locator(f".limb-reading tr[data-id={first.muscle}] td").last).to_have_text(pull)


def test_the_answer_follows_the_finger_before_any_report(leg):
    set_pose(leg, 0, 0, 0)
    expect(leg.locator(f"{ANSWER} p").first).to_have_text(WORDS.text("limb.live.pose_none"))
    settled(leg, hip_flexion_deg=0, flexion_deg=0)
    said = leg.locator("[data-control=hip] input[type=range]").evaluate(DRAWN)
    for one in held_pose.ranked((90, 0, 0))[0]:
        assert f"{WORDS.name(one.muscle)} +{WORDS.number(one.mm, 0)} mm" in said


def test_a_ticked_pose_stands_in_the_link_and_follows_the_sliders(leg):
    set_pose(leg, 70, 10, -5)
    tick = leg.locator(TICK)
    tick.focus()
    leg.keyboard.press(" ")  # by keyboard, as a screen reader does
    settled(leg, pain_pose=PainPose(70, 10, -5))
    hip = leg.locator("[data-control=hip] input[type=range]")
    hip.focus()
    leg.keyboard.press("ArrowRight")
    settled(leg, pain_pose=PainPose(71, 10, -5))
    run = leg.locator("[data-choice=moved_by] .pill", has=leg.locator("[value=cycle]"))
    run.click()
    expect(leg.locator(ANSWER)).to_be_hidden()
    expect(leg.locator(".lanes")).to_be_visible()
    leg.locator(MOMENT).fill("62")
    leg.locator("[data-choice=moved_by] .pill", has=leg.locator("[value=angles]")).click()
    expect(hip).to_have_value("71")  # the pose that hurts, not the moment of the stride
    expect(tick).to_be_checked()
    expect(leg.locator(".lanes")).to_be_hidden()
    tick.uncheck()
    settled(leg, pain_pose=None)


def test_a_link_opens_the_pose_that_hurts_on_a_spanish_phone(app_url, browser):
    spanish, pose = Words("es"), PainPose(0, 80, 0)
    link = Scenario(language="es", side="left", limb_moved_by="angles", pain_pose=pose)
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{app_url}/hamstrings_calf?{urlencode(link.to_query())}")
    expect(page.locator(TICK)).to_be_checked()
    expect(page.locator("[data-control=knee] input[type=range]")).to_have_value("80")
    (first, *_) = held_pose.strongest(pose, link.height_m)
    expect(page.locator(ANSWER)).to_contain_text(spanish.name(first.muscle))
    box = page.locator(".pose-tick").bounding_box()
    assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_a_finger_can_scroll_over_the_picture(leg):
    for part in (LEG, ".lanes-field", MOMENT):
        expect(leg.locator(part).first).to_have_css("touch-action", re.compile("^pan-y"))


LOADED = """name => performance.getEntriesByType("resource")
  .map(entry => entry.name).find(address => address.includes(name))"""


@pytest.fixture(scope="module")
def files(leg):
    """The addresses of the posing script alone and of the baked shapes that this page has."""
    return [f"{ALONE}/running_leg/web/pose.js", leg.evaluate(LOADED, "/limb.json")]


POSES = [(60, 0, 0), (0, 60, 0), (0, 90, 0), (30, 60, 0), (0, 0, 20), (0, 0, -30), (0, 40, 20)]


def test_the_drawn_muscles_get_as_much_longer_as_the_table_says(leg, files):
    """The drawn paths are the atlas's own; the table is a published path model's."""
    spoken = leg.evaluate(
        """async ([script, shapes, poses]) => {
          const { Pose, pathLength } = await import(script);
          const pose = new Pose(await (await fetch(shapes)).json());
          return poses.map(([hip, knee, ankle]) => Object.fromEntries(
            pose.at({ hip, knee, ankle }).ribbons
              .map(({ id, points }) => [id, pathLength(points)])));
        }""",
        [*files, [(0, 0, 0), *POSES]],
    )  # fmt: skip
    home, *posed = spoken
    for (hip, knee, ankle), found in zip(POSES, posed, strict=True):
        allowed = 2 + np.radians(hip * HIP_LEVER_MM + (knee + abs(ankle)) * LEVER_MM)
        for muscle in lengths.muscles():
            table = float(lengths.length_mm(muscle, hip, knee, ankle)) - lengths.standing_mm(muscle)
            assert found[muscle] - home[muscle] == pytest.approx(table, abs=allowed), muscle


BEHIND_KNEE = ("semimembranosus", "semitendinosus", "biceps_femoris_long", "gastrocnemius_medial")
NEAR_KNEE_MM = 60.0
OVER_BONE_MM = 12.0  # how far in front of the knee's middle a flexor's line may pass


def test_the_flexors_pass_behind_the_knee(leg, files):
    """In the thigh's frame, near the knee, before it bends so far that they lie along the shin."""
    bends = [(hip, knee, ankle) for hip in (-14, 60) for knee in (0, 30, 55) for ankle in (-20, 20)]
    found = leg.evaluate(
        """async ([script, shapes, poses]) => {
          const { Pose } = await import(script);
          const pose = new Pose(await (await fetch(shapes)).json());
          return poses.map(([hip, knee, ankle]) => {
            const { pieces, ribbons } = pose.at({ hip, knee, ankle });
            return { thigh: pieces.femur, lines: ribbons.map(({ id, points }) => [id, points]) };
          });
        }""",
        [*files, bends],
    )
    for posed in found:
        a, b, _, _, x_mm, y_mm = posed["thigh"]  # the knee's middle, and which way is forwards
        for muscle, points in posed["lines"]:
            away = np.array(points)[:, :2] - [x_mm, y_mm]
            near = away[np.hypot(*away.T) < NEAR_KNEE_MM]
            if muscle in BEHIND_KNEE:
                assert np.all(near @ [a, b] < OVER_BONE_MM), muscle
