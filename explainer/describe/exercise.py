"""An exercise's drawing in words: the pose, the joint angles, and the muscles it is about."""

from __future__ import annotations

from explainer.catalog.exercises import Exercise
from explainer.words import Words

ROLES = ("works", "stretches", "treats")  # of a muscle, as in the record
JOINTS = ("hip", "knee", "ankle")
MARKS_NOT_HERE = ("ice", "massage")  # kinds whose drawings mark where not to press or cool


def pose(words: Words, exercise: Exercise, which: str) -> str:
    """What the drawing of "start" or "end" shows."""
    sentences = [words.text(f"exercise_drawing.scenes.{exercise.id}.{which}")]
    for joint, angle in zip(JOINTS, getattr(exercise, which) or (), strict=False):
        direction = "back" if round(angle) < 0 else "straight" if round(angle) == 0 else "bent"
        key = f"limb.spoken.{joint}_{direction}"
        sentences.append(words.text(key, angle=words.angle(abs(angle))))
    for role in ROLES:
        if muscles := getattr(exercise, role):
            names = ", ".join(words.name(one) for one in muscles)
            sentences.append(words.text(f"exercise_drawing.spoken.{role}", names=names))
    if exercise.kind in MARKS_NOT_HERE:
        sentences.append(words.text("exercise_drawing.spoken.not_here"))
    return " ".join(sentences)


def where(words: Words, exercise: Exercise) -> str:
    """What the map of the back of the leg shows."""
    key = "cooled" if exercise.kind == "ice" else "rubbed"
    parts = (f"where_{key}", "not_here")
    return " ".join(words.text(f"exercise_drawing.spoken.{part}") for part in parts)
