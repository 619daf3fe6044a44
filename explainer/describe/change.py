"""Two weeks side by side in words: what a change does, in numbers first and then in per cent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explainer.describe import readings
from explainer.describe.answer import Facts, capitalise, part_name, size_words
from explainer.describe.sentences import (
    Sentences,
    ground,
    load_name,
    steps,
    times_with_band,
)
from explainer.model import long_run
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words
from explainer.words.amounts import round_steps
from explainer.words.choices import format_choice

SAME_SHARE = 0.005  # a change that would be written as 0 % is no change


def week(words: Words, scenario: Scenario, *, after: bool = False) -> str:
    """One of the two weeks in a few words: how far, and on what ground."""
    own_week = readings.scenario_after_change(scenario) if after else scenario
    return words.text(
        "describe.change.week",
        distance=words.distance(own_week.miles),
        surface=ground(words, own_week.surface),
    )


def list_differences(words: Words, scenario: Scenario, names: Sequence[str]) -> list[str]:
    """One line for each of the named choices that the two weeks do not share."""
    second, lines = readings.scenario_after_change(scenario), []
    for name in names:
        before, later = (
            format_choice(words, name, getattr(one, name)) for one in (scenario, second)
        )
        if before != later:
            field = words.text(f"common.fields.{name}")
            line = words.text("describe.change.differs", field=field, before=before, after=later)
            lines.append(line)
    return lines


def change_lines(
    words: Words,
    now: Sweep,
    after: Sweep,
    facts: Facts,
    scenario: Scenario,
    *,
    longest_run: bool = True,
) -> list[str]:
    """Two weeks line by line: steps, the page's subject, every known load, what it does not mean.

    `facts` are those of the answer for the week after the change. `longest_run` is False where a
    page speaks of the longest run day by day.
    """
    ratios = _finite_ratios(after, scenario)
    lines = [_describe_weeks(words, now, after, scenario)]
    if scenario.miles and scenario.after_miles:
        lines.extend(_describe_subject(words, facts))
    lines.append(_describe_loads(words, ratios))
    if longest_run and scenario.longest_miles and scenario.recent_longest_miles:
        lines.append(_describe_longest_run(words, scenario))
    means = words.text(f"describe.change.means_{_overall_direction(list(ratios.values()))}")
    return [*map(str, lines), means]


def direction_of_change(ratio: float) -> str:
    """Which way a value went: "less", "same", "more", or "new" where there was none before."""
    if np.isinf(ratio):
        return "new"
    if abs(ratio - 1) < SAME_SHARE:
        return "same"
    return "less" if ratio < 1 else "more"


def _describe_weeks(words: Words, now: Sweep, after: Sweep, scenario: Scenario) -> Sentences:
    """The two weeks, and the steps in each."""
    sentences, second = Sentences(words, "change"), readings.scenario_after_change(scenario)
    sentences.add("weeks", now=week(words, scenario), after=week(words, scenario, after=True))
    before, later = _step_counts(now, after, scenario)
    sentences.add(
        f"steps_{direction_of_change(readings.ratio(before, later))}",
        before=steps(words, now, scenario),
        after=steps(words, after, second),
        difference=words.number(abs(later - before), 0),
    )
    return sentences


def _describe_subject(words: Words, facts: Facts) -> list[Sentences]:
    """The subject's week against the week now, and its peak per step; none without a known load."""
    if facts.part.status != "loaded":
        return []
    sentences = Sentences(words, "change")
    if words.register == "clinical":
        times = times_with_band(words, *facts.ratio)
    else:
        times = size_words(words, facts.plain_ratio)
    sentences.add("times", name=capitalise(part_name(words, facts.part)), times=times)
    peaks = facts.reference.peak_bw, facts.peak_bw.mid
    before, after = map(words.force, peaks)
    direction = "same" if before == after else direction_of_change(readings.ratio(*peaks))
    sentences.add(f"step_{direction}", before=before, after=after)
    return [sentences]


def _finite_ratios(after: Sweep, scenario: Scenario) -> dict[str, float]:
    """For each load, the week after the change over that of now; inf from a week of none."""
    second = readings.scenario_after_change(scenario)
    every = {load: readings.read_value(after, "ratio", load, second) for load in after.loads}
    finite = {load: ratio for load, ratio in every.items() if np.isfinite(ratio)}
    if not scenario.miles:
        return {load: np.inf if ratio else 1.0 for load, ratio in finite.items()}
    return finite


def _describe_loads(words: Words, ratios: dict[str, float]) -> Sentences:
    """What the loads do: one sentence for all that fall, one for all that rise."""
    sentences = Sentences(words, "change")
    groups: dict[str, dict[str, str]] = {}
    for load, ratio in ratios.items():
        size = "" if np.isinf(ratio) else words.percent(abs(ratio - 1))
        groups.setdefault(direction_of_change(ratio), {})[load_name(words, load)] = size
    for direction, sizes in groups.items():
        alike = len(set(sizes.values())) == 1
        if alike and len(groups) == 1:
            sentences.add(f"every_{direction}", percent=min(sizes.values()))
        elif alike or direction == "same":
            sentences.add(direction, percent=min(sizes.values()), names="; ".join(sizes))
        else:
            each = [
                words.text("describe.change.each", names=", ".join(names), percent=percent)
                for percent, names in _by_size(sizes)
            ]
            sentences.add(f"{direction}_each", names="; ".join(each))
    return sentences


def _by_size(sizes: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Names that share a percentage together, in the order in which the percentages come up."""
    shared: dict[str, list[str]] = {}
    for name, percent in sizes.items():
        shared.setdefault(percent, []).append(name)
    return list(shared.items())


def _describe_longest_run(words: Words, scenario: Scenario) -> Sentences:
    """The longest run, which no sum of miles shows."""
    sentences = Sentences(words, "change")
    run = long_run(scenario.longest_miles, scenario.recent_longest_miles)
    sentences.add(
        "run_jump" if run.rate_ratio > 1 else "run_level",
        run=words.distance(scenario.longest_miles),
        recent=words.distance(scenario.recent_longest_miles),
        percent=words.percent(run.jump),
    )
    return sentences


def _step_counts(now: Sweep, after: Sweep, scenario: Scenario) -> tuple[float, float]:
    """Steps of each leg in the two weeks, rounded as they are written."""
    second = readings.scenario_after_change(scenario)
    return (
        round_steps(readings.steps_per_leg(now, scenario)),
        round_steps(readings.steps_per_leg(after, second)),
    )


def _overall_direction(ratios: list[float]) -> str:
    """Which way the loads go as a whole: those that stay are not counted against the others."""
    directions = {direction_of_change(ratio) for ratio in ratios} - {"same"}
    if not directions:
        return "same"
    return directions.pop() if len(directions) == 1 else "mixed"
