"""The browser's answer is Python's, word for word, over a grid of what a reader can choose."""

from dataclasses import asdict, replace
from itertools import product

import pytest

from explainer.describe import answer, scenario_after_change
from explainer.describe.readings import week_facts
from explainer.describe.subject import find_subject
from explainer.scenario import Scenario
from explainer.ui.components.knee_diagram import payload
from explainer.ui.model_cache import compared_week
from explainer.words import LANGUAGES, Words

pytestmark = pytest.mark.browser
COMPOSE = """async ({ AnswerWriter, spokenAnswer }, [data, all]) => {
  const { Words } = await import("/alone/shared/web/words.js");
  const writer = new AnswerWriter(new Words(data), data.answer);
  return all.map((facts) => spokenAnswer(writer.compose(facts)));
}"""
MILES = (0.0, 0.4, 1.0, 3.0, 7.5, 12.0, 15.0, 20.0, 25.0, 31.1, 60.0)
SURFACES = ("asphalt", "concrete", "treadmill", "grass", "sand")
STRUCTURES = ("", "achilles", "patella", "gastrocnemius_medial", "popliteus", "popliteal_artery")
CHANGES = ({}, {"speed_m_s": 5.0}, {"step_rate_change": 0.1, "slope_deg": -8.0})
KINDS = (
    {"usual_miles": 0.0}, {"usual_miles": 22.0}, {"measure": "step"},
    {"after": True, "miles_now": 25.0}, {"after": True, "miles_now": 0.0},
)  # fmt: skip


def grid(words):
    """Facts of Python's own, one for each combination of choices."""
    for miles, surface, structure, change, kind in product(
        MILES, SURFACES, STRUCTURES, CHANGES, KINDS
    ):
        choices = dict(kind)
        after = choices.pop("after", False)
        now = choices.pop("miles_now", miles)
        scenario = Scenario(structure=structure, miles=now, **(choices | change))
        week = {"miles": miles, "surface": surface}
        if after:
            scenario = replace(scenario, **{f"after_{name}": one for name, one in week.items()})
            scenario = replace(scenario, **{f"after_{name}": one for name, one in change.items()})
            own = scenario_after_change(scenario)
        else:
            own = scenario = replace(scenario, **week)
        subject = find_subject(words, "tendons", own)
        yield week_facts(words, compared_week(scenario, after=after), own, subject)


@pytest.mark.parametrize("units", ["miles", "km"])
@pytest.mark.parametrize("register", ["plain", "clinical"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_python_and_the_browser_say_the_same(run, language, register, units):
    words = Words(language, register, units)
    facts = list(grid(words))
    table = compared_week(Scenario()).comparison
    data = {
        "words": payload.live_words(words, ("lateral",), table),
        "unit": payload.unit(words),
        "answer": payload.answer_rules(),
    }
    plain = [as_json(one) for one in facts]
    written = run("knee_diagram/web/answer.js", COMPOSE, [data, plain])
    wanted = [str(answer.compose(words, one)) for one in facts]
    assert len(set(wanted)) > 200, "the grid reaches many answers"
    assert [pair for pair in zip(written, wanted, strict=True) if pair[0] != pair[1]][:3] == []


def as_json(facts):
    """Facts as the payload would give them: a band as {mid, low, high}."""
    plain = asdict(facts)
    for name in ("ratio", "ground", "peak_bw", "stress_mpa"):
        band = getattr(facts, name)
        plain[name] = band and band._asdict()
    return plain
