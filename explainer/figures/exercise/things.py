"""What a body stands, lies or pulls on, and the marks on it: arrows, and where not to press."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from explainer.figures.exercise.body import Body
from explainer.figures.exercise.contacts import along
from explainer.figures.exercise.paths import Shape, capsule
from explainer.figures.exercise.scenes import CALF_STROKE, ROLLER_MM, ROLLS, Scene, hanging

BOARD_MM = 26.0  # thickness of seats and walls
LEG_MM = 24.0
WALL_TOP_MM = 1620.0
FOREFOOT_MM = 76.0  # from the ball of the foot to the toes' end
# The hollow of the knee and the nerve at its outer edge: middle in the shank's frame, and radius.
NOT_HERE, NOT_HERE_MM = -40 - 14j, 42.0
WHEEL_MM = 320.0
ARROW_INSET = 32.0  # mm from the skin into the leg

Ends = tuple[Body, Body]


def behind(scene: Scene, body: Body, ends: Ends, share: float) -> Iterator[Shape]:
    """What lies behind the body, or carries it."""
    if scene.wall_mm:
        left = body.wall_mm
        yield _block("thing", left, 0.0, left + BOARD_MM, WALL_TOP_MM)
    for thing in scene.things:
        if thing in _BEHIND:
            yield from _BEHIND[thing](scene, body, ends, share)


def under(scene: Scene, body: Body) -> Iterator[Shape]:
    """What carries the leg."""
    if "pillow" in scene.things:
        yield from _pillow(body)


def before(scene: Scene, body: Body, ends: Ends, share: float, palm: complex) -> Iterator[Shape]:
    """What lies before the leg, below the arm."""
    for thing in scene.things:
        if thing in _BEFORE:
            yield from _BEFORE[thing](scene, body, ends, share, palm)


def _block(role: str, left: float, bottom: float, right: float, top: float) -> Shape:
    across, up = np.array([left, right, right, left]), np.array([bottom, bottom, top, top])
    return Shape(role, across + 1j * up)


def _bench(scene: Scene, body: Body, ends: Ends, share: float) -> Iterator[Shape]:
    left, top = body.disc("heel")[0].real - 130, body.level_mm
    yield from _chair(left, left + 400, top, left + 400)


def _seat(scene: Scene, body: Body, ends: Ends, share: float) -> Iterator[Shape]:
    middle = ends[0].disc("rump")[0].real
    yield from _chair(middle - 170, middle + 230, body.level_mm, middle - 170)


def _chair(left: float, right: float, top: float, back: float) -> Iterator[Shape]:
    """A chair from its side; its back stands at one end of the seat."""
    for x in (left, right - LEG_MM):
        yield _block("thing", x, 0.0, x + LEG_MM, top)
    back_left = back - LEG_MM if back == right else back
    yield _block("thing", back_left, top, back_left + LEG_MM, top + 430)
    yield _block("thing", left, top - BOARD_MM, right, top)


def _stair(scene: Scene, body: Body, ends: Ends, share: float) -> Iterator[Shape]:
    edge = ends[0].disc("ball")[0].real - 26
    yield _block("thing", edge, 0.0, max(edge + 330, body.wall_mm), body.level_mm)


def _stair_behind(scene: Scene, body: Body, ends: Ends, share: float) -> Iterator[Shape]:
    edge = body.disc("ball")[0].real + 0.6 * FOREFOOT_MM
    yield _block("thing", edge - 430, 0.0, edge, body.level_mm)


def _step_ahead(scene: Scene, body: Body, ends: Ends, share: float) -> Iterator[Shape]:
    left = body.disc("heel")[0].real - 70
    yield _block("thing", left, 0.0, left + 330, body.level_mm)


def _roller(scene: Scene, body: Body, ends: Ends, share: float) -> Iterator[Shape]:
    frame, line = ROLLS[scene.rolls]
    radius = ROLLER_MM / 2
    centre = complex(body.at(frame, along(line, share)).real, radius)
    yield Shape("thing", centre + radius * np.exp(2j * np.pi * np.arange(24) / 24))
    yield Shape("thing", centre + 0.45 * radius * np.exp(2j * np.pi * np.arange(16) / 16))


def _pillow(body: Body) -> Iterator[Shape]:
    leg = [body.at("femur", -86 + 210j), body.at("femur", -60 + 40j), body.at("shank", -66 - 70j),
             body.at("shank", -80 - 160j), body.at("shank", -60 - 320j)]  # fmt: skip
    floor = [complex(leg[-1].real + 70, 0), complex(leg[0].real - 90, 0)]
    yield Shape("thing", np.array([*leg, *floor]))


def _bicycle(scene: Scene, body: Body, ends: Ends, share: float) -> Iterator[Shape]:
    centre, crank = crank_of(ends)
    saddle = complex(ends[0].disc("rump")[0].real, body.level_mm - 10)
    bar = (scene.hands or hanging)(body, ends[0], share) - 20j
    head = bar + 40 - 120j
    hubs = complex(centre.real - 400, WHEEL_MM), complex(centre.real + 600, WHEEL_MM)
    for hub in hubs:
        yield Shape("thing_line", hub + WHEEL_MM * np.exp(2j * np.pi * np.arange(40) / 40))
    for one, other in ((centre, saddle), (centre, hubs[0]), (hubs[0], along((centre, saddle), 0.8)),
                       (along((centre, saddle), 0.8), head), (centre, head), (head, hubs[1]),
                       (head, bar)):  # fmt: skip
        yield Shape("thing_line", np.array([one, other]), closed=False)
    yield Shape("thing", capsule(saddle - 120, 20, saddle + 90, 12))
    yield Shape("thing_line", centre + 0.5 * crank * np.exp(2j * np.pi * np.arange(24) / 24))
    for ball in (body.disc("ball2")[0], body.disc("ball")[0]):
        pedal = ball - 30j
        yield Shape("thing_line", np.array([centre, pedal]), closed=False)
        yield Shape("thing", capsule(pedal - 40, 9, pedal + 40, 9))


def crank_of(ends: Ends) -> tuple[complex, float]:
    """Centre and length of the crank that both poses fit: the pedal is half a turn on."""
    one, other = (body.disc("ball")[0] - 30j for body in ends)
    return (one + other) / 2, abs(other - one) / 2


def _strap(scene: Scene, body: Body, ends: Ends, share: float, palm: complex) -> Iterator[Shape]:
    round_the_foot = [body.at("foot", point) for point in (138 - 424j, 134 - 456j, 112 - 458j)]
    yield Shape("strap", np.array([palm, *round_the_foot]), closed=False)


def _pack(scene: Scene, body: Body, ends: Ends, share: float, palm: complex) -> Iterator[Shape]:
    yield Shape("ice", body.frames["femur"](capsule(-74 + 180j, 30, -60 + 85j, 27)))
    yield from not_here(body.at("shank", NOT_HERE), 1.0)


def _bag(scene: Scene, body: Body, ends: Ends, share: float, palm: complex) -> Iterator[Shape]:
    bag = np.array([80 + 30j, 90 + 20j, 190 + 24j, 206 + 40j, 206 + 150j, 190 + 170j, 92 + 176j])
    yield Shape("thing", body.frames["femur"](bag))


def _weight(scene: Scene, body: Body, ends: Ends, share: float, palm: complex) -> Iterator[Shape]:
    for x in (-52, 52):
        yield Shape("thing", capsule(palm + x - 62j, 40, palm + x - 34j, 40))
    yield Shape("thing", capsule(palm - 60 - 48j, 12, palm + 60 - 48j, 12))


def _stroke(scene: Scene, body: Body, ends: Ends, share: float, palm: complex) -> Iterator[Shape]:
    yield from _arrow(body, "shank", CALF_STROKE)
    yield from not_here(body.at("shank", NOT_HERE), 1.0)


def _rolling(scene: Scene, body: Body, ends: Ends, share: float, palm: complex) -> Iterator[Shape]:
    yield from not_here(body.at("shank", NOT_HERE), 1.0)


def not_here(centre: complex, turn: complex) -> list[Shape]:
    """A ring with a bar: no pressure and no ice here."""
    ring = centre + NOT_HERE_MM * np.exp(2j * np.pi * np.arange(24) / 24)
    bar = centre + turn * NOT_HERE_MM * np.array([1, -1]) * np.exp(0.25j * np.pi)
    return [Shape("not_here", ring), Shape("not_here", bar, closed=False)]


def _arrow(body: Body, frame: str, line: tuple[complex, complex]) -> Iterator[Shape]:
    """An arrow along a part of the body, from its first end to its second."""
    tail, tip = (body.at(frame, point + ARROW_INSET) for point in line)
    heading = (tip - tail) / abs(tip - tail)
    yield Shape("arrow", np.array([tail, tip - 30 * heading]), closed=False)
    head = np.array([tip, tip - 52 * heading + 30j * heading, tip - 52 * heading - 30j * heading])
    yield Shape("arrow_head", head)


_BEHIND = {"bench": _bench, "seat": _seat, "stair": _stair, "stair_behind": _stair_behind,
           "step_ahead": _step_ahead, "roller": _roller,
           "bicycle": _bicycle}  # fmt: skip
_BEFORE = {"strap": _strap, "pack": _pack, "bag": _bag, "weight": _weight, "stroke": _stroke,
           "roller": _rolling}  # fmt: skip
