"""What the receiver of a shared page gets: language, view, message, print."""

from urllib.parse import parse_qs, urlsplit

import pytest

from explainer.clinic import Clinic
from explainer.scenario import Mark, Scenario
from explainer.ui.components.share.message import write_message
from explainer.ui.components.share.recipient import AT_HOME, VIEWS, Recipient
from explainer.ui.lesson.lesson import PAGES
from explainer.words import LANGUAGES, Words
from tests.support import readability_formulas

LINK = "https://knee.example.com/plan?l=es"
CLINIC = Clinic(name="Example Chiropractic", phone="+1 619 555 0100")
SHOWN = Scenario(
    view="consult", language="en", register="clinical", side="left", mark=Mark(-22.0, 5.0),
    miles=25.0, lesson_step=3.0,
)  # fmt: skip
# Words that would frighten or promise; the message says none of them.
NOT_CALM = {
    "en": ("injur", "damage", "danger", "pain", "urgent"),
    "es": ("lesi", "daño", "peligro", "dolor", "urgente"),
}


def test_the_receiver_gets_the_home_view_from_its_first_step_and_everything_else_as_chosen():
    opened = Recipient("es").scenario(SHOWN)
    assert (opened.view, opened.language, opened.lesson_step) == (AT_HOME, "es", 0)
    assert opened.register == "plain"
    assert (opened.side, opened.mark, opened.miles) == (SHOWN.side, SHOWN.mark, SHOWN.miles)


def test_the_whole_page_keeps_the_clinical_words():
    assert Recipient("en", "lesson").scenario(SHOWN).register == "clinical"


def test_the_language_is_the_sharers_own_until_one_is_chosen():
    receiver = Recipient()
    assert receiver.scenario(SHOWN).language == "en"
    assert receiver.scenario(SHOWN.choosing(language="es")).language == "es"
    receiver.language = "es"
    assert receiver.words(SHOWN).language == "es"


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_is_ready_to_paste_in_the_receivers_language(language, page, view):
    words = Words(language)
    title = words.text(f"{page}.title")
    message = write_message(words, title, view, LINK, CLINIC)
    assert title in message.subject
    assert title in message.text
    assert LINK in message.text.split("\n"), "the link stands alone: nothing is taken for its end"
    assert message.text.endswith(f"{CLINIC.name} · {CLINIC.phone}")
    assert words.text("common.disclaimer") in message.text
    assert not [word for word in NOT_CALM[language] if word in message.text.lower()]
    assert "{" not in message.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_sends_no_clinics_words(language):
    words = Words(language)
    own = write_message(words, "T", AT_HOME, LINK)
    assert words.text("share.message.from_clinic") not in own.text
    assert words.text("share.message.from_reader") in own.text
    assert own.text.endswith(LINK)
    assert write_message(words, "T", AT_HOME, LINK, Clinic()).text.endswith(LINK)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_is_easy_to_read(language):
    text = write_message(Words(language), "T", AT_HOME, "").text
    score = readability_formulas.score(text, language)
    assert score <= 6.0 if language == "en" else score >= 70.0


def shared(app) -> Scenario:
    """The scenario of the link in the message, and of nothing else."""
    link = urlsplit(app.session_state["share:link"])
    return Scenario.from_query(parse_qs(link.query, keep_blank_values=True))[0]


def test_the_dialog_sends_his_language_and_view_and_leaves_the_sharers_own(open_page):
    app = open_page("plan", view="consult", side="left", miles="25")
    app.button(key="share").click().run()
    own = app.session_state["scenario"]
    assert shared(app) == own.choosing(view=AT_HOME)
    app.button_group(key="share_to_language").set_value("es").run()
    assert not app.exception
    assert shared(app) == own.choosing(view=AT_HOME, language="es")
    assert app.session_state["scenario"] == own
    note = Words().text("share.handout_in", language=Words("es").text("common.options.language.es"))
    assert note in [line.value for line in app.caption]
    app.button(key="share").click().run()  # once more: he is still the same
    assert shared(app).language == "es"
