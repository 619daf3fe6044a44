"""The cached part of the component's payload: texts, records, lengths of the calf over a bend."""

from __future__ import annotations

import itertools
from dataclasses import fields
from typing import Any

import numpy as np

from explainer import catalog, clinic
from explainer.anatomy import lengths
from explainer.catalog import exercises
from explainer.catalog.exercises import Exercise
from explainer.clinic.own_exercises import OwnExercise
from explainer.describe import home_care as describe
from explainer.scenario import Scenario
from explainer.ui.components import exercise_drawing
from explainer.ui.components.shared.cached_payload import CachedPayload
from explainer.words import Words

LABELS = (
    "for_you", "for_you_lead", "stages_label", "how_to", "stop", "avoid", "known", "in_model",
)  # fmt: skip
PLACEHOLDERS = ("name", "set", "sets", "count", "of", "value")  # the browser fills these in
STRETCH = "calf"  # the exercise that the demonstration bends the knee of
HEADS, DEEP = "gastrocnemius_medial", "soleus"
BENDS_DEG = np.arange(0.0, 91.0, 5.0)
UNREAD_AUTHORS = "Authors not read"  # in sources.csv
UNTIMED = ("running",)  # kinds: nobody runs with the page in hand


def cacheable_payload(scenario: Scenario, _: tuple[str, ...] = ()) -> dict[str, Any]:
    """All that depends on language, register, units and side alone."""
    words = Words(scenario.language, scenario.register, scenario.units, scenario.side)
    keep = {name: f"{{{name}}}" for name in PLACEHOLDERS}
    return {
        "structures": [],  # marks the payload as complete (cached_payload.js)
        "texts": words.table("exercises.live", **keep),
        "labels": {name: words.text(f"exercises.{name}") for name in LABELS}
        | {"other_ways": words.text("exercises.other_ways", count="{count}")},
        "stages": [_stage(words, name) for name in exercises.STAGES],
        "exercises": {
            one.id: exercise_payload(words, one) for one in exercises.exercises().values()
        }
        | {id: own_payload(words, own) for id, own in describe.own_exercises().items()},
        "straight_knee": None if STRETCH in clinic.own().leave_out else straight_knee(words),
        "play": exercise_drawing.button_words(words),
    }


CACHED_PAYLOAD = CachedPayload(
    "home-care", cacheable_payload, choices=lambda _: ("language", "register", "units", "side")
)


def exercise_payload(words: Words, exercise: Exercise) -> dict[str, Any]:
    """One exercise: its words, and the ranges that a clinician may choose within."""
    said = describe.text(words, exercise)
    return _texts(said) | {
        "drawing": exercise_drawing.figures(exercise, words),
        "weeks": describe.weeks(words, exercise),
        "sources": words.text("exercises.sources", list=cite(said.sources)),
        "unit": exercise.dose.unit,
        "ranges": [tuple(one) for one in exercise.dose.ranges],
        "has_timer": exercise.kind not in UNTIMED,
    }


def own_payload(words: Words, own: OwnExercise) -> dict[str, Any]:
    """An exercise of the clinic's own: words alone, and no numbers to choose."""
    nothing = {"drawing": "", "weeks": "", "sources": "", "unit": ""}
    return _texts(describe.own_text(words, own)) | nothing | {"ranges": [], "has_timer": False}


def _texts(said: describe.ExerciseText) -> dict[str, Any]:
    """What is said of an exercise, by the names that the script knows; its sources are cited."""
    return {one.name: getattr(said, one.name) for one in fields(said) if one.name != "sources"}


def cite(keys: tuple[str, ...]) -> str:
    """Authors and year of the sources in one line; the page's drawer has the rest."""
    known = catalog.sources()
    return "; ".join(_cite(known[key]) for key in keys if key != catalog.OWN_SOURCE)


def _cite(source: catalog.Source) -> str:
    """Its first author and year, or its title where the authors were not read."""
    first, _, more = source.authors.partition(",")
    name = source.title if source.authors == UNREAD_AUTHORS else f"{first}{' et al.' * bool(more)}"
    return f"{name} ({source.year})" if source.year else name


def straight_knee(words: Words) -> dict[str, Any]:
    """The calf stretch with the knee bent more and more: lengths against standing, mm."""
    pose = exercises.exercises()[STRETCH].end
    assert pose is not None
    changes = {
        name: lengths.length_mm(muscle, pose.hip_deg, BENDS_DEG, pose.ankle_deg)
        - lengths.standing_mm(muscle)
        for name, muscle in (("heads", HEADS), ("deep", DEEP))
    }
    rounded = {name: [round(float(mm), 1) for mm in one] for name, one in changes.items()}
    texts = words.table("care.straight_knee", ankle=words.angle(pose.ankle_deg))
    return {
        **{name: texts[name] for name in ("heading", "body", "slider", "note")},
        "step_deg": float(BENDS_DEG[1]),
        "largest_mm": max(map(abs, itertools.chain.from_iterable(rounded.values()))),
        **rounded,
    }


def _stage(words: Words, name: str) -> dict[str, Any]:
    """A stage: the clinic's own and at most four of the core set first, then the other ways."""
    own = [one.id for one in clinic.own().exercises if one.stage == name]
    offered = describe.offered_in(name)
    core = [one.id for one in offered if one.is_core] or [one.id for one in offered]
    first = [*own, *core[: exercises.MOST_CORE]]
    return {
        "id": name,
        "name": words.text(f"exercises.stages.{name}.name"),
        "lead": words.text(f"exercises.stages.{name}.lead"),
        "first": first,
        "others": [one.id for one in offered if one.id not in first],
    }
