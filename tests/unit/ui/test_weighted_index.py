"""The weighted index: for clinicians alone, never a large number, never without its caveat."""

import pytest

from explainer import catalog
from explainer.model import EASY, Runner, Running, usual_reference, week
from explainer.ui.lesson import weighted_index
from explainer.words import LANGUAGES, Words
from tests.support.field_driver import field

CLINICAL = Words(register="clinical")


def test_the_index_is_the_models_with_its_band():
    found = week(Runner(), Running(speed_m_s=3.1), 15.0)
    low, high = found.loads["achilles"].damage_band(4.0)
    text = weighted_index.describe_index(CLINICAL, found, "achilles", "4")
    times = CLINICAL.times(found.loads["achilles"].damage_ratio(4.0))
    assert f"{times} (80 % band {CLINICAL.ratio(low)} to" in text
    assert CLINICAL.ratio(high) in text
    assert "power of 4" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_above_three_it_says_no_more_than_that(language):
    words = Words(language, register="clinical")
    found = week(Runner(), EASY, 60.0, reference=usual_reference(Runner(), 5.0))
    for exponent in ("1", "4", "9"):
        text = weighted_index.describe_index(words, found, "soleus", exponent)
        assert "12" not in text
        assert words.text("describe.weighted.caveat") in text


@pytest.mark.parametrize("page", ["load", "plan"])
def test_only_clinicians_see_it_and_choose_its_exponent(open_page, page):
    caveat = CLINICAL.text("describe.weighted.caveat")
    clinical = open_page(page, register="clinical", damage_exponent="9")
    assert not clinical.exception
    assert any(caveat in one.value and "power of 9" in one.value for one in clinical.markdown)
    menu = field(clinical, "damage_exponent")
    assert catalog.choices()["damage_exponent"].options[menu["value"]] == "9"
    plain = open_page(page, damage_exponent="9")
    assert not any(caveat in one.value for one in plain.markdown)
    with pytest.raises(LookupError):
        field(plain, "damage_exponent")
