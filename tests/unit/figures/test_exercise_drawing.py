"""The exercises as drawings: the record's angles, closed contacts, whole legs, its muscles."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
from PIL import ImageChops, ImageOps

from explainer.anatomy import lengths, limb_pose
from explainer.catalog.exercises import exercises
from explainer.describe import exercise as spoken
from explainer.figures import exercise as drawing
from explainer.figures.exercise import image, look, where
from explainer.figures.exercise.body import FOREARM_MM, SHANK, THIGH, UPPER_ARM_MM, Body, arm
from explainer.figures.exercise.contacts import ContactError, meet, stays
from explainer.figures.exercise.motion_arrow import POINTS, motion_arrow
from explainer.figures.exercise.posing import keyframes, pose
from explainer.figures.exercise.scenes import SCENES
from explainer.figures.exercise.shapes import LEFT_OUT
from explainer.words import LANGUAGES, Words

ALL = tuple(exercises().values())
POSED = tuple(one for one in ALL if one.start)
ENDS = {"start": 0.0, "end": 1.0}
MOST_DEG = 3.0  # a drawn joint may stray so far for a contact to close
CLOSED_MM = 1.0
LIGHTNESS = 12.0  # of 100: inks that lie apart so far stay apart in a grey print

every = pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
posed = pytest.mark.parametrize("one", POSED, ids=lambda one: one.id)


def drawn(one, share, side="right"):
    return drawing.frame(one, share, side)[0]


def named(one, share, name, role=None):
    return next(s for s in drawn(one, share) if s.name == name and (not role or s.role == role))


def turned(outline: np.ndarray, as_drawn: np.ndarray) -> float:
    """Degrees by which an outline is turned in the drawing."""
    product = np.vdot(outline - outline.mean(), as_drawn - as_drawn.mean())
    return float(np.degrees(np.angle(product)))


def test_every_record_is_drawn_and_nothing_else():
    assert set(SCENES) == set(exercises())


@posed
@pytest.mark.parametrize("which", ENDS)
def test_the_drawn_bones_stand_in_the_records_angles(one, which):
    """Read off the drawn outlines themselves: femur against trunk, shin against femur, foot."""
    record, share = getattr(one, which), ENDS[which]
    bones = {name: turned(limb_pose.outline(name)[::2], named(one, share, name, "bone").points)
             for name in ("femur", "shank", "foot")}  # fmt: skip
    trunk = pose(one, share).lean
    found = bones["femur"] - trunk, bones["femur"] - bones["shank"], bones["foot"] - bones["shank"]
    apart = (np.array(found) - record + 180.0) % 360.0 - 180.0
    np.testing.assert_allclose(apart, 0.0, atol=MOST_DEG)


@every
def test_what_touches_touches_in_every_frame(one):
    scene = SCENES[one.id]
    for share in keyframes(one):
        body = pose(one, share)
        ends = {0.0: scene.at_start, 1.0: scene.at_end}.get(share, ())
        for contact in (*scene.contacts, *ends):
            assert abs(contact(body, share)) < CLOSED_MM, share


@every
def test_nobody_sinks_into_the_floor_or_floats(one):
    """The lowest drawn point of a body lies on the floor, whatever the contacts say."""
    if one.id in {"drop", "stepdown", "walk"}:  # on a stair, on a bicycle
        return
    for share in keyframes(one):
        outlines = [s for s in drawn(one, share) if s.role in {"near", "far", "body"}]
        lowest = min(shape.points.imag.min() for shape in outlines)
        assert -6.0 < lowest < 3.0, share


@every
def test_legs_keep_their_lengths(one):
    for share in keyframes(one):
        frames = pose(one, share).frames
        for suffix in ("", "2"):
            knee = frames[f"femur{suffix}"](0j)
            hip = frames[f"femur{suffix}"](limb_pose.hip())
            ankle = frames[f"foot{suffix}"](limb_pose.ankle())
            assert abs(hip - knee) == pytest.approx(abs(limb_pose.hip()), abs=1.0)
            assert abs(frames[f"shank{suffix}"](limb_pose.ankle()) - ankle) < 1e-6
            assert abs(knee - ankle) == pytest.approx(abs(limb_pose.ankle()), abs=9.0)  # it rolls


@every
def test_the_coloured_muscles_are_the_records(one):
    for share in (0.0, 1.0):
        shapes = drawn(one, share)
        for role in spoken.ROLES:
            assert {s.name for s in shapes if s.role == role} == set(getattr(one, role))


@posed
def test_a_muscle_that_is_stretched_is_drawn_longer_at_the_end(one):
    for muscle in set(one.stretches) & set(lengths.muscles()):
        start, end = (_drawn_length(one, share, muscle) for share in (0.0, 1.0))
        assert end > start, muscle


def _drawn_length(one, share, muscle):
    body = pose(one, share)
    ribbon = next(r for r in limb_pose.ribbons(*body.angles()) if r.muscle == muscle)
    return np.abs(np.diff(ribbon.middle)).sum()


@every
def test_a_left_leg_is_the_mirror_image(one):
    for share in (0.0, 1.0):
        right, box = drawing.frame(one, share, "right")
        left, mirrored = drawing.frame(one, share, "left")
        assert mirrored == (-box[2], box[1], -box[0], box[3])
        for a, b in zip(right, left, strict=True):
            assert (a.role, a.name) == (b.role, b.name)
            np.testing.assert_allclose(-a.points.conjugate(), b.points)


def test_a_left_image_is_the_mirror_image():
    one = exercises()["calf"]
    right, left = (drawing.pose_image(one, "end", side, 160) for side in ("right", "left"))
    assert right.height == 160
    apart = np.asarray(ImageChops.difference(ImageOps.mirror(right), left), float)
    assert apart.mean() < 3.0  # of 255: edges are rounded the other way


@every
def test_every_frame_has_the_same_paths(one):
    """The browser goes from one to the next point by point."""
    first, *others = [drawn(one, share) for share in keyframes(one)]
    for other in others:
        assert [(s.role, s.name, len(s.points)) for s in first] == [
            (s.role, s.name, len(s.points)) for s in other
        ]
    elements = ET.fromstring(drawing.pose_svg(one, "end", "right", Words()))  # that one plays
    movement = drawing.movement(one, "right")
    assert sum(movement["counts"]) == len(elements)
    assert len(movement["counts"]) == len(movement["paths"])


@every
def test_the_svg_is_spoken_and_stays_within_its_frame(one):
    for language in LANGUAGES:
        words = Words(language, side="left")
        picture = ET.fromstring(drawing.pose_svg(one, "end", "left", words))
        assert picture.get("role") == "img"
        assert picture.get("aria-label") == spoken.pose(words, one, "end")
    left, bottom, right, top = drawing.frame(one, 0.0, "right")[1]
    for share in keyframes(one):
        for shape in drawn(one, share):
            assert left <= shape.points.real.min()
            assert shape.points.real.max() <= right
            assert bottom <= shape.points.imag.min()
            assert shape.points.imag.max() <= top


@posed
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_spoken_tells_the_poses_apart(one, language):
    words = Words(language)
    assert spoken.pose(words, one, "start") != spoken.pose(words, one, "end")
    for role in spoken.ROLES:
        for muscle in getattr(one, role):
            assert words.name(muscle) in spoken.pose(words, one, "end")


def test_the_inks_of_muscles_stay_apart_in_a_grey_print():
    light = {role: _lightness(look.INKS[role].fill) for role in (*spoken.ROLES, "quiet")}
    for role in ("stretches", "treats", "quiet"):
        assert light[role] - light["works"] > 3 * LIGHTNESS  # plain against lines
    assert light["quiet"] - light["stretches"] > LIGHTNESS


def _lightness(colour: str) -> float:
    """L* of CIELAB."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = float(np.dot(linear, (0.2126, 0.7152, 0.0722)))
    return 116 * luminance ** (1 / 3) - 16


def test_the_skin_holds_the_straight_legs_muscles_and_bones():
    """Bands of skin at each height against the ribbons of a straight leg."""
    for outline, low, high in ((THIGH, 20.0, 380.0), (SHANK, -390.0, -30.0)):
        heights, front, back = (np.array(column) for column in zip(*outline, strict=True))
        drawn = (r for r in limb_pose.ribbons(0, 0, 0) if r.muscle not in LEFT_OUT)
        for ribbon in drawn:
            for side in (-1.0, 1.0):
                line = ribbon.edge(side) + limb_pose.hip()
                line = line[(line.imag > low) & (line.imag < high)]
                ahead = np.interp(line.imag, heights[::-1], front[::-1])
                behind = np.interp(line.imag, heights[::-1], back[::-1])
                assert np.all(line.real < ahead), ribbon.muscle
                assert np.all(line.real > behind), ribbon.muscle


@posed
def test_an_arrow_shows_the_way_of_what_moves_most(one):
    """In the first picture alone; its head lies near where the part is in the second."""
    arrow = motion_arrow(one)
    counts = {which: drawing.pose_svg(one, which, "right").count("<path") for which in ENDS}
    assert counts["start"] - counts["end"] == len(arrow)
    if drawing.is_still(one) or SCENES[one.id].cyclic or one.treats:
        assert not arrow
        return
    way = next(shape for shape in arrow if shape.role == "move").points
    ends = [[pose(one, share).at(*point) for point in POINTS.values()] for share in (0.0, 1.0)]
    moved = np.abs(np.subtract(*ends))
    farthest = int(moved.argmax())
    assert abs((way[0] - ends[0][farthest]).real) < 1.0
    assert abs(arrow[-1].points[0] - ends[1][farthest]) < max(0.4 * moved[farthest], 70.0)


MAPPED = tuple(one for one in ALL if drawing.is_mapped(one))
mapped = pytest.mark.parametrize("one", MAPPED, ids=lambda one: one.id)


def test_what_is_rubbed_or_cooled_has_a_map_and_nothing_else():
    assert {one.kind for one in MAPPED} == {"ice", "massage"}
    assert all(one.treats for one in MAPPED)


@mapped
def test_strokes_and_packs_keep_a_hands_breadth_from_the_crease(one):
    acting = [s for s in where.shapes(one) if s.role in {"stroke", "stroke_head", "map_ice"}]
    assert acting
    for shape in acting:
        assert np.abs(shape.points.imag).min() >= where.HAND_MM
        if shape.role == "stroke":
            tail, tip = shape.points
            assert tip.imag > tail.imag  # towards the heart


@mapped
def test_the_bare_nerves_and_vessels_lie_within_the_rings(one):
    """Two rings, each round what lies bare there on the atlas's own picture."""
    rings = [s.points for s in where.shapes(one) if s.role == "off_limits" and s.closed]
    kept_off = ((where.HOLLOW, where.HOLLOW_HEIGHTS), ((where.OUTER_NERVE,), where.OUTER_HEIGHTS))
    for ring, (names, heights) in zip(rings, kept_off, strict=True):
        bare = np.concatenate([line for name, line in where._all_rings() if name in names])
        bare = bare[(bare.imag > heights[0]) & (bare.imag < heights[1])]
        assert bare.size
        assert ring.real.min() <= bare.real.min() + 0.5
        assert ring.real.max() >= bare.real.max() - 0.5
        assert ring.imag.min() <= bare.imag.min() + 0.5
        assert ring.imag.max() >= bare.imag.max() - 0.5


@mapped
def test_the_map_of_a_left_leg_is_the_mirror_image(one):
    right, left = (image.render(*drawing._map(one, side), 200) for side in ("right", "left"))
    mirrored, as_it_is = (
        np.asarray(ImageChops.difference(one, left), float).mean()
        for one in (ImageOps.mirror(right), right)
    )
    assert mirrored < as_it_is / 3  # thin lines are rounded the other way
    assert ET.fromstring(drawing.where_svg(one, "left")).get("viewBox").startswith("-104 ")


def test_a_pedal_goes_round():
    one = exercises()["walk"]
    balls = np.array([pose(one, share).disc("ball")[0] for share in keyframes(one)])
    middle = (balls[0] + pose(one, 1.0).disc("ball")[0]) / 2
    np.testing.assert_allclose(np.abs(balls - middle), abs(balls[0] - middle), rtol=0.01)
    assert balls[0] == pytest.approx(balls[-1], abs=1.0)


def test_the_arm_reaches_no_farther_than_it_is_long():
    shoulder, elbow, palm = arm(0j, 5000 + 0j, 1.0)
    assert abs(palm) <= UPPER_ARM_MM + FOREARM_MM
    assert abs(elbow - shoulder) == pytest.approx(UPPER_ARM_MM)
    assert abs(palm - elbow) == pytest.approx(FOREARM_MM, abs=1e-6)


def test_a_body_cannot_meet_contacts_that_exclude_each_other():
    with pytest.raises(ContactError, match="mm are left"):
        meet(Body(), (stays("heel", 0.0), stays("heel", 500.0)), {"x": 100.0}, 0.0)
