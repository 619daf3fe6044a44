"""Which part of the knee a page speaks of: the chosen one, one under the mark, or its own."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast, get_args

from explainer import catalog
from explainer.anatomy import pointing
from explainer.describe.answer import Part
from explainer.model.comparison import HAMSTRING_GROUP
from explainer.scenario import Scenario
from explainer.words import Words

Kind = Literal["joint", "tendon", "muscle"]

# Page -> the load that its picture is about, what kind of part that is. A page that is not named is
# about the tendons behind the knee, of which the hamstrings' are the strongest.
PAGE_SUBJECTS: dict[str, tuple[str, Kind]] = {
    "hinge": ("tibiofemoral", "joint"),
    "hamstrings_calf": (HAMSTRING_GROUP, "muscle"),
}
USUAL_SUBJECT: tuple[str, Kind] = (HAMSTRING_GROUP, "tendon")


class Subject(NamedTuple):
    """The part in the reader's words, and the load that the model knows of it ("" for none)."""

    part: Part
    load: str


def find_subject(words: Words, page: str, scenario: Scenario) -> Subject:
    """The chosen part, else the likeliest part with a load under the mark, else the page's own."""
    if scenario.structure in catalog.structures():
        return structure_subject(words, scenario.structure)
    return unchosen_subject(words, page, scenario)


def unchosen_subject(words: Words, page: str, scenario: Scenario) -> Subject:
    """The subject while no part is chosen."""
    for touched in pointing.structures_under(scenario.mark) if scenario.mark else ():
        found = structure_subject(words, touched.structure, marked=True)
        if found.load:
            return found
    load, kind = PAGE_SUBJECTS.get(page, USUAL_SUBJECT)
    key = page if page in PAGE_SUBJECTS else "usual"
    return Subject(Part(words.text(f"answer.subjects.{key}"), kind), load)


def structure_subject(words: Words, structure: str, *, marked: bool = False) -> Subject:
    """A structure of the catalog as the subject."""
    record = catalog.structures()[structure]
    part = Part(words.name(structure), part_kind(record), status_of(record), marked)
    return Subject(part, record.load)


def part_kind(record: catalog.Structure) -> Kind:
    """How a structure carries load: cartilage and bone as the joint that they belong to."""
    return cast(Kind, record.kind) if record.kind in get_args(Kind) else "joint"


def status_of(record: catalog.Structure) -> Literal["loaded", "unknown", "none"]:
    """Whether the model has a load for a structure, nobody knows it, or none is asked."""
    if record.load:
        return "loaded"
    return "unknown" if record.load_is_unknown else "none"
