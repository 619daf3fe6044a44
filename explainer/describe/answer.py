"""The answer beside the picture: a headline and a few sentences about one part of the knee.

It is a function of plain numbers. The browser composes the same words from the same texts and the
same table of sizes (components/knee_diagram/web/answer.js), so that they change under the finger; a
test holds both to the same words.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from explainer import catalog
from explainer.words import Words
from explainer.words.amounts import round_to

STEPS_PER_DOT = 2000.0
LEAST_CLEAR_CHANGE = 0.02  # a change of the ground below this is none that a runner could notice
WHOLE_BODY_WEIGHTS_FROM = 3.0  # from here on forces are written whole, else in tenths


class Band(NamedTuple):
    """A figure with the ends of its 80 % band."""

    mid: float
    low: float
    high: float

    @property
    def holds_no_change(self) -> bool:
        """Whether a ratio's band holds 1, or the ratio is too close to it to matter."""
        return self.low <= 1 <= self.high or abs(self.mid - 1) < LEAST_CLEAR_CHANGE


@dataclass(frozen=True)
class Part:
    """The part that the answer is about."""

    name: str
    kind: Literal["joint", "tendon", "muscle"] = "tendon"
    status: Literal["loaded", "unknown", "none"] = "loaded"
    marked: bool = False  # found under the reader's mark


@dataclass(frozen=True)
class Reference:
    """The week that a week is compared with, by `Scenario.compared_with`."""

    kind: Literal["guide", "usual", "now"]
    miles: float
    surface: str
    steps: float  # of one leg
    peak_bw: float  # of the part


@dataclass(frozen=True)
class Facts:
    """What the answer is composed from; all of it for one part, one ground and one distance."""

    part: Part
    reference: Reference
    miles: float
    surface: str
    steps: float  # of one leg
    ratio: Band  # this week over the reference week
    ground: Band  # a mile on this ground over a mile on the reference's, all else as this week
    peak_bw: Band
    stress_mpa: Band | None = None  # None: no contact area has been measured
    measure: Literal["week", "step"] = "week"
    after: bool = False  # the second of two weeks; the reference is then the first
    unmeasured: str = ""  # names of the choices beyond what was measured

    @property
    def plain_ratio(self) -> float:
        """The ratio in plain words: without a ground effect whose band holds no change."""
        return self.ratio.mid / self._unclear_ground

    @property
    def plain_peak_ratio(self) -> float:
        """The peak of a step over the reference's, likewise."""
        return self.peak_bw.mid / self.reference.peak_bw / self._unclear_ground

    @property
    def _unclear_ground(self) -> float:
        """A change by the ground that is not clear; 1 where it is, and stays."""
        return self.ground.mid if self.ground.holds_no_change else 1.0


@dataclass(frozen=True)
class Answer:
    """The answer in the reader's words; `Facts` has what a picture of it needs."""

    about: str
    headline: str
    sentences: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((f"{self.about}.", f"{self.headline}.", *self.sentences))


def compose(words: Words, facts: Facts) -> Answer:
    """The answer for these facts."""
    return _Composer(words, facts).compose()


@cache
def sizes() -> tuple[tuple[str, float], ...]:
    """Names of the sizes of a ratio, each with the ratio below which it applies; the last has inf.

    Source: assets/data/answer_sizes.csv.
    """
    rows = catalog.table("answer_sizes")
    return tuple((row["size"], float(row["below"] or math.inf)) for row in rows)


def size_of(ratio: float) -> str:
    """The name of a ratio's size."""
    return next(name for name, below in sizes() if ratio < below)


def size_words(words: Words, ratio: float) -> str:
    """A ratio's size in words that stand alone, such as "a third more"."""
    return words.items(f"answer.live.sizes.{size_of(ratio)}", reference="")[0]


def part_name(words: Words, part: Part) -> str:
    """The name of a part; of one found under the reader's mark it says so."""
    return words.text("answer.live.name_marked", name=part.name) if part.marked else part.name


def unmeasured_names(words: Words, fields: Sequence[str]) -> str:
    """The names of choices beyond what was measured, "" for none."""
    return "; ".join(words.text(f"common.fields.{name}") for name in fields)


def format_force(words: Words, force_bw: float) -> str:
    """A force in body weights, no finer than a reader needs."""
    return words.number(round_to(force_bw, 1 if force_bw >= WHOLE_BODY_WEIGHTS_FROM else 0.1))


class _Composer:
    def __init__(self, words: Words, facts: Facts) -> None:
        self.words = words
        self.facts = facts

    def compose(self) -> Answer:
        part = self.facts.part
        if part.status != "loaded":
            key = "unknown" if part.status == "unknown" else "not_shown"
            return self._answer(self._text(f"headline_{key}"), self._text(key))
        if self.facts.measure == "step":
            return self._step()
        if self.facts.miles == 0:
            headline = self._text("headline_none_after" if self.facts.after else "headline_none")
            return self._answer(headline, self._text("none"))
        return self._week()

    def _week(self) -> Answer:
        facts = self.facts
        reference = self._reference(names_unit=facts.after)
        headline = self._text(
            "headline_after" if facts.after else "headline_week",
            distance=self.words.distance(facts.miles),
            size=self._size(facts.plain_ratio, reference),
            ratio=self.words.number(facts.ratio.mid),
            reference=reference,
        )
        if self.words.register == "clinical":
            lines = self._ratio_line(), self._cycles(), self._peak(), self._stress(), self._ground()
            return self._answer(headline, *lines, self._unmeasured())
        steps = f"{self._steps()}{self._each_step()}"
        return self._answer(headline, steps, self._ground(), self._unmeasured(), self._meaning())

    def _step(self) -> Answer:
        peak_bw = self.facts.peak_bw.mid
        if self.words.register == "clinical":
            headline = self._text("headline_step", force=self.words.number(peak_bw))
            return self._answer(headline, self._peak(), self._stress(), self._unmeasured())
        headline = self._text("headline_step", force=format_force(self.words, peak_bw))
        sentences = self._text("step_miles"), self._ground(), self._unmeasured(), self._text("calm")
        return self._answer(headline, *sentences)

    def _answer(self, headline: str, *sentences: str) -> Answer:
        measure = self.facts.measure
        key = "after" if self.facts.after and measure == "week" else measure
        about = self._text(f"about_{key}", name=part_name(self.words, self.facts.part))
        return Answer(capitalise(about), capitalise(headline), tuple(filter(None, sentences)))

    def _steps(self) -> str:
        steps, reference_steps, way = self._step_counts()
        return self._text(
            f"steps_{way}",
            steps=steps,
            reference_steps=reference_steps,
            reference=self._reference(),
        )

    def _step_counts(self) -> tuple[str, str, str]:
        """Steps of this week and of the reference as written, and "more", "fewer" or "same"."""
        facts = self.facts
        steps = self.words.step_count(facts.steps)
        reference_steps = self.words.step_count(facts.reference.steps)
        if steps == reference_steps:
            return steps, reference_steps, "same"
        return steps, reference_steps, "more" if facts.steps > facts.reference.steps else "fewer"

    def _each_step(self) -> str:
        """What one step does, compared: its peak, and what the whole step adds up to."""
        facts = self.facts
        each = facts.plain_ratio * facts.reference.steps / facts.steps
        pulls, size = self._text(f"pulls_{facts.part.kind}"), size_words(self.words, each)
        if size_of(facts.plain_peak_ratio) != size_of(each):
            peak = size_words(self.words, facts.plain_peak_ratio)
            return self._text("each_peak", pulls=pulls, peak=peak, size=size)
        way = "same" if size_of(each) == "same" else "more" if each > 1 else "less"
        return self._text(f"each_{way}_{self._step_counts()[2]}", pulls=pulls, size=size)

    def _ground(self) -> str:
        facts = self.facts
        if facts.surface == facts.reference.surface:
            return ""
        change = facts.ground
        key = "same" if change.holds_no_change else "differs"
        named = {
            "on": self._surface(facts.surface, "on"),
            "reference_on": self._surface(facts.reference.surface, "on"),
        }
        if self.words.register == "clinical":
            return self._text(
                f"line_ground_{key}",
                surface=self._surface(facts.surface, "name"),
                reference_surface=self._surface(facts.reference.surface, "name"),
                **self._band(change, "ratio"),
            )
        return self._text(f"ground_{key}", size=self._ground_size(named["reference_on"]), **named)

    def _ground_size(self, reference_on: str) -> str:
        ratio = self.facts.ground.mid
        if size_of(ratio) != "same":
            return self._size(ratio, reference_on)
        way = "more" if ratio > 1 else "less"
        return self._joined(f"answer.live.ground_little_{way}", reference_on)

    def _meaning(self) -> str:
        ratio = self.facts.plain_ratio
        if ratio < 1 and size_of(ratio) != "same":
            return self._text(f"settle_{self.facts.part.kind}")
        return self._text("calm")

    def _unmeasured(self) -> str:
        fields = self.facts.unmeasured
        return self._text("unmeasured", fields=fields) if fields else ""

    def _ratio_line(self) -> str:
        ratio = self._band(self.facts.ratio, "ratio")
        exact = ratio["low"] == ratio["high"]
        return self._text("line_ratio_exact" if exact else "line_ratio", **ratio)

    def _cycles(self) -> str:
        steps, reference_steps, _ = self._step_counts()
        return self._text("line_cycles", steps=steps, reference_steps=reference_steps)

    def _peak(self) -> str:
        change = self.words.number(self.facts.peak_bw.mid / self.facts.reference.peak_bw)
        key = "line_peak_same" if change == "1" else "line_peak_changed"
        return self._text(key, ratio=change, **self._band(self.facts.peak_bw, "force"))

    def _stress(self) -> str:
        if self.facts.stress_mpa is None:
            return ""
        return self._text("line_stress", **self._band(self.facts.stress_mpa, "stress"))

    def _band(self, band: Band, name: str) -> dict[str, str]:
        low, high = self.words.number(band.low), self.words.number(band.high)
        return {name: self.words.number(band.mid), "low": low, "high": high}

    def _reference(self, *, names_unit: bool = True) -> str:
        """The week compared with; after a distance its unit goes without saying."""
        reference = self.facts.reference
        if reference.kind == "guide" and not names_unit:
            value = self.words.number(round_to(reference.miles * self.words.per_mile, 0.1))
            return self._text("reference_guide_short", value=value)
        distance = self.words.distance(reference.miles)
        return self._text(f"reference_{reference.kind}", distance=distance)

    def _surface(self, surface: str, form: str) -> str:
        return self.words.text(f"common.surfaces.{surface}.{form}")

    def _size(self, ratio: float, reference: str) -> str:
        return self._joined(f"answer.live.sizes.{size_of(ratio)}", reference)

    def _joined(self, key: str, reference: str) -> str:
        return " ".join(self.words.items(key, reference=reference))

    def _text(self, key: str, **values: object) -> str:
        return self.words.text(f"answer.live.{key}", **values)


def capitalise(text: str) -> str:
    """The text with its first letter in upper case, the others as they are."""
    return text[:1].upper() + text[1:]
