"""The model page and the working on the others: switches, computed differences, plain limits."""

import re

import pytest

from explainer import describe
from explainer.figures import responses as drawing
from explainer.model import Runner, Running, step
from explainer.scenario import Scenario
from explainer.ui.model_page import response_charts
from explainer.words import Words
from tests.support.field_driver import choose, fill


def open_drawer(app, name: str) -> None:
    app.session_state[f"drawer_model_{name}"] = True
    app.run()


def tables(app) -> list:
    return [one.value for one in app.table]


def test_the_model_page_shows_what_each_switch_changes(open_page):
    app = open_page("model", structure="achilles", surface="sand", speed_m_s="3.4")
    open_drawer(app, "assume")
    assert not app.exception
    first, push = tables(app)[:2]
    assert len(first) == 2
    assert len(set(first.iloc[:, 1])) == 2  # on sand the switch makes a difference
    assert len(push) == 2
    assert any("**" in name for name in push.iloc[:, 0])


def test_a_switch_moves_every_number_that_answers_to_it(open_page):
    app = open_page("model", surface="sand", speed_m_s="3.4")
    open_drawer(app, "assume")
    choose(app, "ground_force", "half_sine")
    assert not app.exception
    push = tables(app)[1]
    bold = [name for name in push.iloc[:, 0] if name.startswith("**")]
    assert bold == [f"**{Words().text('common.options.ground_force.half_sine')}**"]


@pytest.mark.parametrize("language", Words.languages())
def test_the_working_says_what_was_changed(open_page, language):
    text = Words(language).text("common.options.ground_force.half_sine")
    changed = open_page("tendons", language=language, ground_force="half_sine")
    assert not changed.exception
    assert any(text in caption.value for caption in changed.caption)
    assert not any(text in c.value for c in open_page("tendons", language=language).caption)


def test_the_working_gives_the_terms_of_the_chosen_load(open_page):
    app = open_page("tendons", structure="semimembranosus")
    app.session_state["drawer_working"] = True
    app.run()
    words = Words()
    found = " ".join(str(table.to_dict()) for table in tables(app))
    for term in ("force_per_kg", "body_mass", "distance_share", "impulse_share"):
        assert words.text(f"working.terms.{term}") in found
    assert "Lenhart" in found


def test_the_lines_of_a_choice_are_the_models_own():
    scenario = Scenario(surface="grass", structure="")
    response = response_charts.compute_response(scenario, "step_rate_change", 13)
    ends = [step(Runner(), Running(surface="grass", step_rate_change=c)) for c in (-0.15, 0.0)]
    peaks = [one.loads["patellofemoral"].peak_n for one in ends]
    assert response.peaks["patellofemoral"][0] == pytest.approx(peaks[0] / peaks[1])
    assert response.peaks["semimembranosus"][-1] > 1.0 > response.peaks["patellofemoral"][-1]
    figure = drawing.draw(scenario, response, Words())
    assert list(figure.data[0].y) == pytest.approx(100 * (response.peaks["patellofemoral"] - 1))


def test_a_chart_is_drawn_when_its_drawer_is_opened(open_page):
    app = open_page("model")
    assert len(app.get("plotly_chart")) == 0
    for drawer, count in (("charts", 4), ("checks", 2), ("atlas", 3)):
        before = len(app.get("plotly_chart"))
        open_drawer(app, drawer)
        assert not app.exception
        assert len(app.get("plotly_chart")) == before + count


def test_every_part_of_the_model_stands_behind_one_drawer(open_page):
    app, words = open_page("model"), Words()
    hidden = [entry["text"] for entry in words.tables("model.unknown")]
    shown = " ".join(block.value for block in app.markdown)
    assert not [one for one in hidden if one in shown]
    open_drawer(app, "unknown")
    shown = " ".join(block.value for block in app.markdown)
    assert all(one in shown for one in hidden)


@pytest.mark.parametrize("language", Words.languages())
def test_the_picture_of_the_model_names_every_box_without_a_chart(open_page, language):
    words, app = Words(language), open_page("model", language=language)
    drawn = next(one.proto.body for one in app.get("html") if 'class="chain"' in one.proto.body)
    boxes = words.table("model.boxes").values()
    assert re.findall("<b>(.+?)</b>", drawn) == list(boxes)
    assert f'aria-label="{describe.model_map(words)}"' in drawn


def test_a_rule_is_worked_out_when_it_is_chosen(open_page):
    app = open_page("model")
    assert len(app.code) == 0
    open_drawer(app, "equations")
    rules = Words().tables("model.equations")
    assert app.code[0].value == rules[0]["formula"]
    fill(app, "rule", 3)
    assert app.code[0].value == rules[3]["formula"]
