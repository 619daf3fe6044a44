"""The model's assumptions: a switch for each, and the numbers that it changes."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from explainer import catalog
from explainer.describe.sentences import compared, times_with_band
from explainer.figures import ground_force
from explainer.model import LOADS
from explainer.model.explain.ground_force_fit import ground_force_fits
from explainer.scenario import Scenario
from explainer.ui import model_cache, session
from explainer.ui.components import form_fields
from explainer.ui.lesson import charts, choice_controls, prose
from explainer.ui.lesson.lesson import Lesson

GROUNDS = ("treadmill", "grass", "sand")  # beside the reader's own: firm to very soft


def switches(page: Lesson) -> None:
    """Each switch with the chosen load's numbers under every setting, as they come out now."""
    words, scenario = page.words, page.scenario
    with st.container(width=prose.TEXT_WIDTH_PX):
        st.markdown(words.text("model.assume_note"))
        _choose_load()
        st.markdown(words.text("model.assume_now", **_current_choices(scenario)))
        for name in model_cache.ASSUMPTION_NAMES:
            choice_controls.render_controls(name)
            st.markdown(words.text(f"model.assume.{name}", compared=compared(words, scenario)))
            options = catalog.choices()[name].options
            settings = [scenario.choosing(**{name: option}) for option in options]
            rows = [_row(name, one, chosen=one == scenario) for one in settings]
            st.table(rows, border="horizontal")
            st.caption(words.text(f"model.assume_{_effect_key(name, rows)}"))


def ground(page: Lesson) -> None:
    """Both shapes of the ground's push beside the measured points: which we chose, and why."""
    fits, words = ground_force_fits(), page.words
    values = {
        name: words.percent(fit.explained, 1) for name, fit in fits.items()
    } | {f"{name}_worst": words.number(fit.worst_bw, 2) for name, fit in fits.items()}  # fmt: skip
    spoken = words.text("model.fit_spoken", **values)
    why = words.text("model.fit_why")
    charts.figure(page, ground_force, "fit", fits, spoken, paragraphs=(spoken, why))


def _choose_load() -> None:
    words = session.words()
    loads = [load for load in LOADS if _structure_with_load(load)]
    names = tuple(words.text(f"common.loads.{load}") for load in loads)

    def apply_load(index: int) -> None:
        session.choose(structure=_structure_with_load(loads[index]))

    now = loads.index(session.scenario().load)
    form_fields.render_menu("model_load", words.text("model.load"), names, now, apply_load)


def _structure_with_load(load: str) -> str:
    """The first part of the knee that carries a load; "" for a load without a part."""
    parts = (one.id for one in catalog.structures().values() if one.load == load)
    return next(parts, "")


def _current_choices(scenario: Scenario) -> dict[str, str]:
    words = session.words()
    return {
        "miles": words.distance(scenario.miles),
        "ground": words.text(f"common.surfaces.{scenario.surface}.on"),
        "pace": words.pace(scenario.speed_m_s),
        "mass": words.mass(scenario.mass_kg),
    }


def _row(name: str, setting: Scenario, chosen: bool) -> dict[str, str]:
    """One setting: the load now, and where else the switch makes itself felt."""
    words = session.words()
    option = words.text(f"common.options.{name}.{getattr(setting, name)}")
    column = {words.text("model.columns.setting"): f"**{option}**" if chosen else option}
    return column | {
        "ground_force": _ground_numbers,
        "surface_sensitive": _ratio_by_ground,
    }[name](setting)


def _ground_numbers(setting: Scenario) -> dict[str, str]:
    """The load's peak force, and the two peaks of the push itself."""
    words, step = session.words(), model_cache.one_step(setting)
    one = step.loads[setting.load]
    band = words.band(one.peak_bw_low, one.peak_bw_high)
    names = ("active_peak_bw", "impact_peak_bw")
    return {words.text("model.columns.peak"): f"{words.force(one.peak_bw)} ({band})"} | {
        words.text(f"figures.quantities.{name}"): words.force(step.figures[name]) for name in names
    }


def _ratio_by_ground(setting: Scenario) -> dict[str, str]:
    """The week on the ground of now, then on those that change the load most."""
    words = session.words()
    grounds = dict.fromkeys((setting.surface, *GROUNDS))
    return {
        words.text(f"common.surfaces.{ground}.name"): _ratio(replace(setting, surface=ground))
        for ground in grounds
    }


def _ratio(setting: Scenario) -> str:
    """The week of the chosen load against the week that it is compared with, with its band."""
    words, one = session.words(), model_cache.one_week(setting).loads[setting.load]
    return times_with_band(words, one.ratio, one.ratio_low, one.ratio_high)


def _effect_key(name: str, rows: list[dict[str, str]]) -> str:
    """Whether the settings differ in any number of the table."""
    numbers = {tuple(row.values())[1:] for row in rows}
    return "changes" if len(numbers) > 1 else f"same_{name}"
