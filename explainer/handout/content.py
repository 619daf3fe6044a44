"""What the handout says: every line of it, from the scenario and the same result as the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from explainer import catalog, describe, plan
from explainer.anatomy import pointing
from explainer.describe import aggravators, held_pose, readings
from explainer.describe.get_help import GetHelp, Tier, build_get_help
from explainer.describe.readings import ComparedWeek
from explainer.figures import load_colours
from explainer.plan import Return
from explainer.scenario import Scenario
from explainer.words import Words
from explainer.words.choices import format_choice

SUBJECT_PAGE = "plan"  # the page whose subject the handout shares
MOST_NAMED = 5  # of what brings the pain: the page has no room for all
MOST_EASED = 2  # sentences on what to ease first: more at once is not done
MOST_NAMES_NEAR_MARK = 3  # names: more would read like a list of suspects
FACTS = ("miles", "surface", "speed_m_s", "step_rate_change", "slope_deg")
ONLY_WHEN_CHOSEN = ("speed_m_s", "step_rate_change", "slope_deg")  # left out at their defaults


class Fact(NamedTuple):
    """One row of the two weeks."""

    name: str
    now: str
    after: str


class Part(NamedTuple):
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]
    numbered: int = 0  # how many of the lines are steps, from the first on
    dotted: bool = True  # where none is a step: whether they are a list or paragraphs
    minor: bool = False  # whether the heading stands below another one


class HelpTier(NamedTuple):
    """The signs of one urgency: what to do, and the signs in groups."""

    heading: str
    body: str
    groups: tuple[Part, ...]


class Legend(NamedTuple):
    """What the colours mean: the measure, and numbers with their place on the bar, 0 to 1."""

    title: str
    use: str
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Content:
    """The handout's words, in the order of the pages."""

    title: str
    lead: str
    picture: str
    picture_alt: str
    legend: Legend | None
    mark: str
    pain_pose: str
    facts_title: str
    now: str
    after: str
    facts: tuple[Fact, ...]
    meaning: Part
    todo: Part
    days: Part | None
    lists: tuple[Part, ...]
    see_help: str
    see_all_help: str
    help_title: str
    help_lead: str
    help: tuple[HelpTier, ...]
    help_notes: tuple[Part, ...]
    code_alt: str
    way_back: tuple[str, ...]
    review: str
    disclaimer: str
    small_print: tuple[str, ...]
    pages: tuple[str, ...]
    drawing: str = ""  # about lines drawn by hand on the picture


def build_content(
    words: Words,
    scenario: Scenario,
    weeks: tuple[ComparedWeek, ComparedWeek],
    view: str,
    date: str,
    back: Return | None = None,
) -> Content:
    """Everything the handout says; `date` is the day of the print, such as 2026-11-22.

    `back` is the way from the planned week up to the present one, where there is one.
    """
    now, after = weeks
    text = words.text
    scenario = scenario.shown_on(SUBJECT_PAGE, view)
    view_key = f"common.options.knee_view.{view}"
    shows_load = scenario.dress == "load"
    lists = build_get_help(words)
    return Content(
        title=text("handout.title"),
        lead=f"{text('care.reassure.body')} {text('handout.lead', date=words.date(date))}",
        picture=text(f"handout.picture{'_load' if shows_load else ''}", view=text(view_key)),
        picture_alt=text(
            "handout.picture_alt", shown=describe.diagram(words, SUBJECT_PAGE, now, scenario)
        ),
        legend=_build_legend(words, scenario, now) if shows_load else None,
        mark=_describe_mark(words, scenario),
        pain_pose=held_pose.where_it_hurts(words, scenario.pain_pose) if scenario.pain_pose else "",
        facts_title=text("handout.week"),
        now=text("handout.now"),
        after=text("handout.after"),
        facts=_build_facts(words, scenario, now, after),
        meaning=Part(text("handout.meaning"), _meaning_lines(words, scenario, now, after)),
        todo=_build_todo(words, scenario, back),
        days=_build_days(words, scenario),
        lists=_build_lists(words),
        see_help=text("handout.see_help"),
        see_all_help=text("handout.see_all_help"),
        help_title=lists.title,
        help_lead=lists.lead,
        help=_build_help(lists),
        help_notes=_build_help_notes(lists),
        code_alt=text("handout.code_alt"),
        way_back=tuple(text(f"handout.{key}") for key in ("open_again", "code_note", "link")),
        review=describe.review(words),
        disclaimer=text("common.disclaimer"),
        small_print=_small_print_lines(words, date),
        pages=tuple(text("handout.page", page=page) for page in ("1", "2", "3")),
    )


def _build_legend(words: Words, scenario: Scenario, now: ComparedWeek) -> Legend:
    measure = scenario.measure
    scale = load_colours.scales()[measure]
    is_week, tick = measure == "week", f"knee_diagram.live.tick_{now.reference_kind}"
    reference = words.text(tick) if is_week else ""
    ticks = tuple(
        (scale.place(at), (at == 1 and reference) or _format_tick(words, at, scale))
        for at in scale.ticks
    )
    title = words.text(f"knee_diagram.live.legend_{measure}")
    return Legend(title, words.text(f"handout.use.{measure}"), ticks)


def _format_tick(words: Words, value: float, scale: load_colours.Scale) -> str:
    key = "tick_most" if value == scale.full else "tick" if value else "tick_none"
    return words.text(f"knee_diagram.live.{key}", value=words.number(value))


def _describe_mark(words: Words, scenario: Scenario) -> str:
    if scenario.mark is None:
        return ""
    near = [
        one.structure for one in pointing.structures_under(scenario.mark)[:MOST_NAMES_NEAR_MARK]
    ]
    if not near:
        return words.text("handout.mark")
    return words.text("handout.mark_near", names=", ".join(map(words.name, near)))


def _build_facts(
    words: Words, scenario: Scenario, now: ComparedWeek, after: ComparedWeek
) -> tuple[Fact, ...]:
    second, default = readings.scenario_after_change(scenario), Scenario()
    counts = readings.week_steps(now, scenario), readings.week_steps(after, second)
    rows = []
    for name in FACTS:
        pair = getattr(scenario, name), getattr(second, name)
        if name not in ONLY_WHEN_CHOSEN or any(value != getattr(default, name) for value in pair):
            both = (format_choice(words, name, value) for value in pair)
            rows.append(Fact(words.text(f"common.fields.{name}"), *both))
    steps = (words.step_count(count) for count in counts)
    return *rows, Fact(words.text("handout.steps"), *steps)


def _meaning_lines(
    words: Words, scenario: Scenario, now: ComparedWeek, after: ComparedWeek
) -> tuple[str, ...]:
    """The week of now, the answer for the week after the change, and the clinic's guide."""
    week = words.text(
        "handout.present_week.runs",
        distance=words.distance(scenario.miles),
        surface=words.text(f"common.surfaces.{scenario.surface}.on"),
        steps=words.step_count(readings.week_steps(now, scenario)),
    )
    second = readings.scenario_after_change(scenario)
    change = describe.week_answer(words, SUBJECT_PAGE, after, second)
    calm = words.text("common.high_load")
    return (
        week if scenario.miles else words.text("handout.present_week.rest"),
        f"{change.about}: **{change.headline}.**",
        " ".join(sentence for sentence in change.sentences if sentence != calm),
        calm,
        words.text("handout.guide", guide=words.distance(scenario.guide_miles)),
    )


def _build_todo(words: Words, scenario: Scenario, back: Return | None) -> Part:
    """The plan's steps with what to ease first, then the way back up, and care at home."""
    named = scenario.aggravators[:MOST_NAMED]
    steps = list(describe.plan_steps(words, replace(scenario, aggravators=named)))
    eased = [aggravators.ease(words, one) for one in named[:MOST_EASED]]
    if eased:
        name = words.tables("plan.steps")[1]["name"]
        steps[1] = f"**{name}.** {' '.join(eased)}"
    at_home = words.text("handout.home", heading=words.text("care.home.heading"))
    lines = [*steps, at_home]
    if back and len(back.weeks) > 1:
        *first, last = (words.distance(one.miles) for one in back.weeks)
        numbers = [miles.partition(" ")[0] for miles in first]
        lines.append(words.text("handout.back", weeks=", ".join((*numbers, last))))
        lines.append(describe.return_end(words, back))
    return Part(words.text("handout.do_this"), tuple(lines), numbered=len(steps))


def _build_lists(words: Words) -> tuple[Part, ...]:
    """How much pain is all right, and what to watch."""
    watch = [*words.items("plan.watch.items"), words.text("get_help.routine.body")]
    pain = tuple(words.items("care.pain_guide.steps"))
    return (
        Part(words.text("care.pain_guide.heading"), pain),
        Part(words.text("plan.watch.heading"), tuple(watch)),
    )


def _build_days(words: Words, scenario: Scenario) -> Part | None:
    """The planned week, Monday first: "Mon|4 miles|Grass", one line a day."""
    if not scenario.days:
        return None
    names = words.items("plan.days_short")
    lines = []
    for name, day in zip(names, plan.planned_days(scenario), strict=True):
        ground = words.text(f"common.surfaces.{day.surface}.name") if day.miles else ""
        run = words.distance(day.miles) if day.miles else words.text("handout.day_rest")
        lines.append(f"{name}|{run}|{ground}")
    return Part(words.text("handout.plan_days"), tuple(lines))


def _build_help(lists: GetHelp) -> tuple[HelpTier, ...]:
    return tuple(HelpTier(tier.heading, tier.body, _build_groups(tier)) for tier in lists.tiers)


def _build_groups(tier: Tier) -> tuple[Part, ...]:
    """The groups of a tier with what makes their signs serious.

    A single sign right below the tier's own heading needs no second one.
    """
    parts: list[Part] = []
    for group in tier.groups:
        name = group.name if parts or len(group.signs) > 1 else ""
        parts.append(Part(name, tuple(sign.text for sign in group.signs), minor=True))
        if group.risks:
            listed = f"{', '.join(group.risks.items)}. {group.risks.body}"
            parts.append(Part(group.risks.heading, (listed,), dotted=False, minor=True))
    return tuple(parts)


def _build_help_notes(lists: GetHelp) -> tuple[Part, ...]:
    """The warning that belongs on every copy of the lists; the page says the others."""
    notes = (note for note in lists.notes if note.id == "no_massage")
    return tuple(Part(note.heading, (note.body,), dotted=False) for note in notes)


def _small_print_lines(words: Words, date: str) -> tuple[str, ...]:
    cited = [catalog.sources()[key] for key in words.items("handout.sources")]
    names = "; ".join(f"{one.authors} ({one.year})" if one.year else one.authors for one in cited)
    reviewed = words.date(words.text("get_help.reviewed"))
    review = words.text("common.lesson.reviewed", date=reviewed)
    return (
        words.text("handout.sources_line", list=names),
        words.text("handout.printed", date=words.date(date), review=review),
    )
