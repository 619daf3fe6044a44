"""The planned week and the way back up, in words."""

from __future__ import annotations

from explainer.describe.sentences import Sentences, load_name
from explainer.model import LOADS, Week
from explainer.plan import Jump, Return
from explainer.scenario import Scenario
from explainer.words import Words


def week_days(words: Words, week: Week, scenario: Scenario) -> str:
    """The runs of a planned week, each with what it counts for the chosen load."""
    said, names = Sentences(words, "week_days"), words.items("plan.days")
    said.add("title", name=load_name(words, scenario.load))
    easy_miles = week.loads[scenario.load].easy_miles_by_run
    for name, day, easy in zip(names, scenario.days, easy_miles, strict=True):
        if day.miles:
            run, counts = words.distance(day.miles), words.distance(easy)
            said.add("run", day=name.capitalize(), run=run, counts=counts)
    if not week.miles:
        said.add("none")
    return str(said)


def week_tissues(words: Words, now: Week, planned: Week) -> str:
    """What the two weeks count for each load, with the range of the planned one."""
    said = Sentences(words, "week_tissues")
    said.add("title")
    for load in LOADS:
        one = planned.loads[load]
        said.add(
            "row",
            name=load_name(words, load),
            before=words.distance(now.loads[load].easy_miles),
            after=words.distance(one.easy_miles),
            band=_band(words, one.easy_miles_low, one.easy_miles_high),
        )
    return str(said)


def return_weeks(words: Words, back: Return, load: str) -> str:
    """The weeks of the way back, from the first to the last, and what the last one counts."""
    said, first, last = Sentences(words, "return_weeks"), back.weeks[0], back.weeks[-1]
    said.add("title")
    said.add(
        "line",
        first=words.distance(first.miles),
        last=words.distance(last.miles),
        count=str(len(back.weeks)),
    )
    low, central, high = last.easy_miles[load]
    said.add(
        "counts",
        name=load_name(words, load),
        easy=words.distance(central),
        band=_band(words, low, high),
    )
    return f"{said} {return_end(words, back)}"


def return_end(words: Words, back: Return) -> str:
    """Where the way back ends, and why: at the present week, or at the clinic's guide."""
    amounts = {
        "goal": words.distance(back.goal_miles),
        "guide": words.distance(back.guide_miles),
        "present": words.distance(back.present_miles),
    }
    if len(back.weeks) == 1:
        end = "at_guide" if back.stops_at_guide else "nothing"
        return words.text(f"plan.return.{end}", **amounts)
    end = "stops_at_guide" if back.stops_at_guide else "arrives"
    said = words.text(f"plan.return.{end if back.arrives else 'goes_on'}", **amounts)
    over = back.first_week_past_guide
    if over is None:
        return said
    return f"{said} {words.text('plan.return.past_guide', week=str(over), **amounts)}"


def jump(words: Words, found: Jump | None) -> str:
    """The longest step of a week's runs beyond what came before, calmly."""
    if found is None:
        return words.text("plan.run.first")
    said = {
        "day": words.items("plan.days")[found.day].capitalize(),
        "run": words.distance(found.miles),
        "before": words.distance(found.before_miles),
    }
    if found.long_run.rate_ratio == 1:
        return words.text("plan.run.level", **said)
    return words.text("plan.run.jump", percent=words.percent(found.long_run.jump), **said)


def _band(words: Words, low: float, high: float) -> str:
    ends = {"low": words.distance(low), "high": words.distance(high)}
    return words.text("describe.stage.band", **ends)
