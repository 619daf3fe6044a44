"""The knee diagram in words: what it is coloured by, the answer beside it, and the bend."""

from __future__ import annotations

from explainer import catalog
from explainer.describe import answer
from explainer.describe.readings import ComparedWeek, week_facts
from explainer.describe.sentences import Sentences
from explainer.describe.subject import find_subject
from explainer.scenario import SKIN_VIEW, Scenario
from explainer.words import Words


def diagram(words: Words, page: str, week: ComparedWeek, scenario: Scenario) -> str:
    """The diagram's text alternative: the same answer as beside it, and how the knee is bent."""
    sentences = Sentences(words, "diagram")
    scenario = scenario.shown_on(page)
    if scenario.knee_view == SKIN_VIEW:
        sentences.add("skin")
        described = str(sentences)
    elif scenario.dress == "natural":
        sentences.add("natural", count=_count_of_knee())
        described = str(sentences)
    else:
        sentences.add("title")
        sentences.add("unknown", count=_count_unknown())
        described = f"{sentences} {week_answer(words, page, week, scenario)}"
    bend, posture = scenario.flexion_deg, Sentences(words, "diagram")
    posture.add("bend" if bend else "straight", angle=words.angle(bend))
    return f"{described} {posture}"


def week_answer(words: Words, page: str, week: ComparedWeek, scenario: Scenario) -> answer.Answer:
    """The answer beside a page's diagram; `scenario` holds the picture's own week."""
    return answer.compose(words, subject_facts(words, page, week, scenario))


def subject_facts(words: Words, page: str, week: ComparedWeek, scenario: Scenario) -> answer.Facts:
    """What is known of the part that the page speaks of, in the picture's own week."""
    return week_facts(words, week, scenario, find_subject(words, page, scenario))


def _count_of_knee() -> int:
    return sum(record.is_of_knee for record in catalog.structures().values())


def _count_unknown() -> int:
    return sum(record.load_is_unknown for record in catalog.structures().values())
