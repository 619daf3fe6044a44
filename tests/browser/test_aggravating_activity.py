"""The short question on the plan page: by keyboard and on a phone, folded once answered."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from explainer.describe import aggravators as said
from explainer.scenario import Scenario
from explainer.words import Words
from tests.support.addresses import settled

pytestmark = pytest.mark.browser
WORDS, SPANISH = Words(), Words("es")


def opened(page: Page, address: str) -> Locator:
    page.goto(address)
    page.locator("#prerendered").wait_for(state="detached")
    questions = page.locator(".fields.ready .questions")
    questions.wait_for()
    return questions


def question(words: Words, id: str) -> str:
    return words.text(f"aggravators.questions.{id}")


def live(words: Words, name: str) -> str:
    return words.text(f"aggravators.live.{name}", number="1", total="3")


def test_the_questions_are_answered_by_keyboard_and_fold_to_what_to_ease(new_page, app_url):
    page = new_page()
    questions = opened(page, f"{app_url}/plan")
    first = questions.get_by_role("group", name=question(WORDS, "run"))
    first.get_by_label(said.label(WORDS, "hills"), exact=True).focus()
    page.keyboard.press("Space")
    expect(questions.get_by_role("status")).to_contain_text(said.ease(WORDS, "hills"))
    expect(questions.get_by_role("status")).to_contain_text(said.known(WORDS, "hills"))
    settled(page, aggravators=("hills",))
    questions.get_by_role("button", name=live(WORDS, "next")).focus()
    page.keyboard.press("Enter")
    expect(questions.locator(".question-text")).to_be_focused()
    second = questions.get_by_role("group", name=question(WORDS, "onset"))
    second.get_by_label(said.label(WORDS, "after"), exact=True).check()
    expect(questions.get_by_role("status")).not_to_contain_text(said.ease(WORDS, "hills"))
    questions.get_by_role("button", name=live(WORDS, "next")).click()
    questions.get_by_role("button", name=live(WORDS, "done")).click()
    expect(questions.get_by_role("group")).to_have_count(0)
    expect(questions.get_by_role("listitem")).to_have_count(2)
    change = questions.get_by_role("button", name=live(WORDS, "change"))
    expect(change).to_be_focused()
    settled(page, aggravators=("hills", "after"))
    expect(page.get_by_text(said.named(WORDS, ("hills", "after")))).to_be_visible()
    change.click()
    expect(first.get_by_label(said.label(WORDS, "hills"), exact=True)).to_be_checked()


def test_a_link_opens_folded_on_a_phone_in_both_languages(new_page, app_url):
    named = Scenario(aggravators=("shoes", "sit"))
    page = new_page("phone")
    questions = opened(page, f"{app_url}/plan?{urlencode(named.to_query())}")
    expect(questions.get_by_role("listitem")).to_have_count(2)
    in_spanish = urlencode(named.choosing(language="es").to_query())
    questions = opened(page, f"{app_url}/plan?{in_spanish}")
    expect(questions.get_by_role("status")).to_contain_text(said.ease(SPANISH, "shoes"))
    questions.get_by_role("button", name=live(SPANISH, "change")).click()
    box = questions.get_by_label(said.label(SPANISH, "shoes"), exact=True)
    expect(box).to_be_checked()
    height = box.locator("xpath=..").bounding_box()["height"]
    assert height >= 44, "a finger's width"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_the_question_is_one_button_but_at_home_it_is_asked_at_once(new_page, app_url):
    page = new_page("phone")
    questions = opened(page, f"{app_url}/plan")
    begin = questions.get_by_role("button")
    expect(begin).to_have_text(live(WORDS, "begin"))
    expect(questions.get_by_role("group")).to_have_count(0)
    expect(questions.get_by_role("status")).to_have_text("")
    begin.click()
    expect(questions.get_by_role("group", name=question(WORDS, "run"))).to_be_visible()
    questions = opened(page, f"{app_url}/plan?view=patient&lesson_step=2")
    expect(questions.get_by_role("group", name=question(WORDS, "run"))).to_be_visible()


def test_nothing_named_is_said_and_can_be_begun_again(new_page, app_url):
    questions = opened(new_page(), f"{app_url}/plan")
    for name in ("next", "next", "done"):
        questions.get_by_role("button", name=live(WORDS, name)).click()
    expect(questions.get_by_role("status")).to_have_text(live(WORDS, "none"))
    questions.get_by_role("button", name=live(WORDS, "change")).click()
    expect(questions.get_by_role("group", name=question(WORDS, "run"))).to_be_visible()
