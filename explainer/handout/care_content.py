"""What the page of exercises says: those that were picked, else the first of the core set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from explainer.catalog import exercises
from explainer.clinic.own_exercises import OwnExercise
from explainer.describe import home_care
from explainer.figures import exercise as drawing
from explainer.scenario import PickedExercise, Scenario
from explainer.words import Words

IMAGE_PX = 480  # height of a pose: 300 dpi at 40 mm
WIDE = 1.2  # width over height from which two poses stand one below the other
POSES = ("start", "end")
KEY_ROLES = ("works", "stretches", "treats", "not_here")  # in the order of the key
SWATCH_PX = 60


@dataclass(frozen=True)
class CareItem:
    """An exercise on paper; its poses have captions where there are two."""

    name: str
    dose: str
    steps: tuple[str, ...]
    intervals: str
    stop: str
    poses: tuple[tuple[Image.Image, str, str], ...]  # image, caption, text alternative

    @property
    def is_wide(self) -> bool:
        """Whether its poses are lying bodies."""
        return any(image.width > WIDE * image.height for image, _, _ in self.poses)


@dataclass(frozen=True)
class CareSheet:
    """The words of the page, in its order."""

    title: str
    lead: str
    items: tuple[CareItem, ...]
    key: tuple[tuple[Image.Image, str], ...]  # samples of the drawings' inks, and their meaning
    grid_title: str
    days: tuple[str, ...]
    stop_title: str
    stop: tuple[str, ...]
    notes: str
    next_visit: str


def build_care_sheet(words: Words, scenario: Scenario) -> CareSheet:
    """The page for what a scenario picked, on the reader's own side."""
    picked = home_care.shown_first(scenario)
    strictest = min(home_care.pain_limit(one.id) for one in picked)
    common = words.table("exercises.common", limit=str(strictest))
    return CareSheet(
        title=words.text("handout.care.title"),
        lead=words.text("handout.care.lead_picked" if scenario.home_care else "handout.care.lead"),
        items=tuple(_build_item(words, one, scenario.side) for one in picked),
        key=_build_key(words, picked),
        grid_title=words.text("handout.care.grid"),
        days=tuple(words.items("handout.care.days")),
        stop_title=words.text("exercises.stop"),
        stop=tuple(common["stop"]),
        notes=words.text("handout.care.notes"),
        next_visit=words.text("handout.care.next_visit"),
    )


def _build_key(
    words: Words, picked: Sequence[PickedExercise]
) -> tuple[tuple[Image.Image, str], ...]:
    """The inks that the drawings of these exercises hold, each once: without colour too."""
    known = exercises.exercises()
    drawn = [known[one.id] for one in picked if one.id in known]
    held = {role for one in drawn if drawing.is_drawn(one) for role in drawing.key_roles(one)}
    return tuple(
        (drawing.swatch_image(role, SWATCH_PX), words.text(f"exercise_drawing.live.{role}"))
        for role in KEY_ROLES
        if role in held
    )


def _build_item(words: Words, picked: PickedExercise, side: str) -> CareItem:
    if own := home_care.own_exercises().get(picked.id):
        return _build_own_item(words, own)
    exercise = exercises.exercises()[picked.id]
    way = words.table(f"exercises.ways.{exercise.id}")
    return CareItem(
        name=way["name"],
        dose=home_care.dose(words, exercise, picked),
        steps=tuple(way["steps"]),
        intervals=_list_intervals(words, exercise),
        stop=_stop_line(words, " ".join(way["stop"])),
        poses=_draw_poses(words, exercise, side),
    )


def _build_own_item(words: Words, own: OwnExercise) -> CareItem:
    """One of the clinic's own, in words alone."""
    language = words.language
    return CareItem(
        name=own.name(language),
        dose=own.dose(language),
        steps=own.steps_in(language),
        intervals="",
        stop=_stop_line(words, own.stop(language)),
        poses=(),
    )


def _stop_line(words: Words, own: str) -> str:
    return f"**{words.text('exercises.stop')}:** {own}" if own else ""


def _list_intervals(words: Words, exercise: exercises.Exercise) -> str:
    """The steps of a run-walk plan in one line."""
    if not exercise.intervals:
        return ""
    steps = [
        words.text(
            "handout.care.interval" if one.run_min else "handout.care.interval_all",
            walk=one.walk_min,
            run=one.run_min,
            distance=words.distance(one.miles),
        )
        for one in exercise.intervals
    ]
    return words.text("handout.care.intervals", list="; ".join(steps))


def _draw_poses(
    words: Words, exercise: exercises.Exercise, side: str
) -> tuple[tuple[Image.Image, str, str], ...]:
    """Start and end, or one pose where nothing moves; none where there is no drawing."""
    if not drawing.is_drawn(exercise):
        return ()
    shown = POSES[:1] if drawing.is_still(exercise) else POSES
    captions = [words.text(f"exercise_drawing.live.{pose}") for pose in shown]
    name = words.text(f"exercises.ways.{exercise.id}.name")
    return tuple(
        (
            drawing.pose_image(exercise, pose, side, IMAGE_PX),
            caption if len(shown) > 1 else "",
            f"{name}. {words.text(f'exercise_drawing.scenes.{exercise.id}.{pose}')}",
        )
        for pose, caption in zip(shown, captions, strict=True)
    )
