"""The planned week and the way back up, in words."""

from __future__ import annotations

from explainer.describe import aggravators
from explainer.describe.sentences import Sentences, compared, load_name, times_with_band
from explainer.model import LOADS, Week
from explainer.plan import Jump, Return
from explainer.scenario import Scenario
from explainer.words import Words


def plan_steps(words: Words, scenario: Scenario) -> tuple[str, ...]:
    """The plan's steps, in Markdown; the first says what brings the pain where that is known."""
    first, *others = words.tables("plan.steps")
    found = aggravators.named(words, scenario.aggravators) or first["text"]
    return tuple(f"**{one['name']}.** {one['text']}" for one in (first | {"text": found}, *others))


def week_days(words: Words, week: Week, scenario: Scenario) -> str:
    """The runs of a planned week, each with its part of the week compared with, for one load."""
    sentences, names = Sentences(words, "week_days"), words.items("plan.days")
    sentences.add("title", name=load_name(words, scenario.load))
    ratios, other = week.loads[scenario.load].ratio_by_run, compared(words, scenario, after=True)
    for name, day, ratio in zip(names, scenario.days, ratios, strict=True):
        if day.miles:
            amounts = {"run": words.distance(day.miles), "percent": words.percent(ratio)}
            sentences.add("run", day=name.capitalize(), compared=other, **amounts)
    if not week.miles:
        sentences.add("none")
    return str(sentences)


def week_chart(words: Words, week: Week, scenario: Scenario) -> str:
    """A changed week against the week now, load by load, with the range of each comparison."""
    sentences = Sentences(words, "week_chart")
    sentences.add("title", compared=compared(words, scenario, after=True))
    for load in LOADS:
        one = week.loads[load]
        times = times_with_band(words, one.ratio, one.ratio_low, one.ratio_high)
        sentences.add("row", name=load_name(words, load), times=times)
    return str(sentences)


def return_weeks(words: Words, back: Return, scenario: Scenario) -> str:
    """The weeks of the way back, from the first to the last, and what the last one asks."""
    sentences, first, last = Sentences(words, "return_weeks"), back.weeks[0], back.weeks[-1]
    sentences.add("title")
    sentences.add(
        "line",
        first=words.distance(first.miles),
        last=words.distance(last.miles),
        count=str(len(back.weeks)),
    )
    low, central, high = last.ratio[scenario.load]
    sentences.add(
        "last",
        name=load_name(words, scenario.load),
        times=times_with_band(words, central, low, high),
        compared=compared(words, scenario, after=True),
    )
    return f"{sentences} {return_end(words, back)}"


def return_end(words: Words, back: Return) -> str:
    """Where the way back ends, and why: at the present week, or at the clinic's guide."""
    amounts = {
        "goal": words.distance(back.goal_miles),
        "present": words.distance(back.present_miles),
    }
    if back.guide_miles is not None:
        amounts["guide"] = words.distance(back.guide_miles)
    if len(back.weeks) == 1:
        end = "at_guide" if back.stops_at_guide else "nothing"
        return words.text(f"plan.return.{end}", **amounts)
    end = "stops_at_guide" if back.stops_at_guide else "arrives"
    sentence = words.text(f"plan.return.{end if back.arrives else 'goes_on'}", **amounts)
    over = back.first_week_past_guide
    if over is None:
        return sentence
    return f"{sentence} {words.text('plan.return.past_guide', week=str(over), **amounts)}"


def jump(words: Words, found: Jump | None) -> str:
    """The longest step of a week's runs beyond what came before, calmly."""
    if found is None:
        return words.text("plan.run.first")
    amounts = {
        "day": words.items("plan.days")[found.day].capitalize(),
        "run": words.distance(found.miles),
        "before": words.distance(found.before_miles),
    }
    if found.long_run.rate_ratio == 1:
        return words.text("plan.run.level", **amounts)
    return words.text("plan.run.jump", percent=words.percent(found.long_run.jump), **amounts)
