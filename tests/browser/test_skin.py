"""In a real browser: start opens on the skin without a number, peels, lights what lies under it."""

import re

import pytest
from playwright.sync_api import Page, expect

from explainer.anatomy import pointing
from explainer.words import Words
from tests.support.addresses import scenario_of, settled

pytestmark = pytest.mark.browser
WORDS = Words()
DIAGRAM = "#root .host.ready"
MIDDLE = (0.55, 0.42)  # of the plate: over nerve and vessels in the hollow
NUMBERS = (".dock", ".answer-panel", ".legend", ".strip")
LAYERS = ("skin", "posterior_superficial", "posterior_deep", "posterior_floor")


@pytest.fixture
def start(new_page, app_url):
    """Opens the page that asks where it hurts."""

    def go(query: str = "", size: str = "screen") -> Page:
        page = new_page(size)
        page.goto(f"{app_url}/start{query}")
        page.locator(f"{DIAGRAM} .picture .tag:visible").first.wait_for()
        return page

    return go


def shown(page: Page, view: str) -> None:
    page.locator(f"{DIAGRAM} .picture[data-shows^='{view} ']").wait_for()


def choose(page: Page, group: str, option: str) -> None:
    page.locator(f"{DIAGRAM} [data-choice={group}] input[value={option}]").check()


def test_it_opens_on_the_skin_and_shows_load_only_when_asked(start):
    page = start()
    shown(page, "skin")
    for part in NUMBERS:
        expect(page.locator(f"{DIAGRAM} {part}").first).to_be_hidden()
    names = page.locator(f"{DIAGRAM} .picture .tag:visible").all_inner_texts()
    wanted = WORDS.table("skin.felt")
    assert {one.lower() for one in names} == set(wanted.values())
    choose(page, "dress", "load")
    shown(page, "posterior_superficial")
    for part in NUMBERS[:2]:
        expect(page.locator(f"{DIAGRAM} {part}").first).to_be_visible()
    settled(page, dress="load", knee_view="posterior_superficial")
    page.reload()
    shown(page, "posterior_superficial")
    expect(page.locator(f"{DIAGRAM} .answer-panel")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "view", "dress"),
    [
        ("?dress=load", "posterior_superficial", "load"),
        ("?layer=posterior_deep", "posterior_deep", "natural"),
        ("?layer=posterior_deep&dress=load", "posterior_deep", "load"),
        ("?dress=natural", "skin", "natural"),
        ("?v=2&n=4&m=25&c=3gtx", "skin", "natural"),
    ],
)
def test_a_links_own_picture_wins(start, query, view, dress):
    page = start(query)
    shown(page, view)
    expect(page.locator(f"{DIAGRAM} .component")).to_have_attribute("data-dress", dress)


def test_a_tap_lights_what_lies_under_it_in_every_layer(start):
    page = start()
    plate = page.locator(f"{DIAGRAM} .plate").bounding_box()
    page.mouse.click(
        plate["x"] + MIDDLE[0] * plate["width"], plate["y"] + MIDDLE[1] * plate["height"]
    )
    mark = settled(page, mark=bool).mark
    under = [one for one in pointing.structures_under(mark) if one.place != "deep"]
    wanted = {one.structure for one in under if one.not_to_press}
    assert {"tibial_nerve", "popliteal_vein"} <= wanted
    for layer in LAYERS:
        choose(page, "view", layer)
        shown(page, layer)
        for name in sorted(wanted):
            expect(page.locator(f"{DIAGRAM} .lit[data-lit={name}]")).to_have_count(1)
    page.get_by_role("button", name=WORDS.text("mark.live.mark_remove")).click()
    expect(page.locator(f"{DIAGRAM} .lit")).to_have_count(0)


def test_a_cord_is_chosen_by_its_name_through_the_skin(start):
    page = start()
    name = re.compile(WORDS.text("skin.felt.semitendinosus"), re.IGNORECASE)
    page.locator(f"{DIAGRAM} .tag:visible").filter(has_text=name).click()
    settled(page, structure="semitendinosus")
    expect(page.locator(f"{DIAGRAM} .lit[data-lit=semitendinosus]")).to_have_count(1)
    expect(page.locator(f"{DIAGRAM} .picture[data-shows^='skin ']")).to_have_count(1)
    assert scenario_of(page.url).knee_view == "page"  # the reader chose no other picture
