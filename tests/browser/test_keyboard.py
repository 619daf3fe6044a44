"""A page by keyboard alone: everything is reached, nothing holds the focus, targets are large."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import open_whole

pytestmark = pytest.mark.browser
LEAST_PX = 24  # WCAG 2.5.8
SLIDER_PX = 44
MANY = 150  # presses; more than any page has stops

# The element that has the focus, through shadow roots, as "tag: name".
FOCUSED = """() => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    if (!e || e === document.body) return null;
    const label = e.getAttribute("aria-label") || e.labels?.[0]?.textContent;
    const name = label || e.textContent || e.id;
    return `${e.tagName}: ${name.trim().slice(0, 60)}`;
}"""
# Visible controls smaller than they may be; a link inside a sentence may be as small as its line.
SMALL = """([least, slider]) => {
    const found = [];
    const walk = (root) => root.querySelectorAll("*").forEach((e) => {
        if (e.shadowRoot) walk(e.shadowRoot);
        if (!e.matches("button, input, select, [role=button], [role=option], [role=radio]")) return;
        if (getComputedStyle(e).clipPath !== "none") e.focus();  // shows itself to keys only
        const shown = e.matches("input[type=radio], input[type=checkbox]") ? e.closest("label") : e;
        const box = (shown ?? e).getBoundingClientRect();
        if (!box.width || !box.height || e.disabled) return;
        if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return;
        const need = e.matches("[type=range]") ? slider : least;
        if (box.height < need - 0.5 || box.width < least - 0.5)
            found.push(`${e.tagName} ${e.getAttribute("aria-label") || e.textContent || e.id}`
                + ` ${Math.round(box.width)}x${Math.round(box.height)}`);
    });
    walk(document.querySelector('[data-testid="stMain"]'));
    return found;
}"""


def opened(new_page, app_url, page, size="screen"):
    tab = new_page(size)
    open_whole(tab, f"{app_url}/{page}")
    return tab


@pytest.mark.parametrize("page", ["start", "hamstrings_calf", "plan"])  # all kinds of control
def test_every_target_is_large_enough(app_url, new_page, page):
    tab = opened(new_page, app_url, page, "phone")
    assert tab.evaluate(SMALL, [LEAST_PX, SLIDER_PX]) == []


def test_tabbing_reaches_the_picture_and_what_follows_it(app_url, new_page):
    tab = opened(new_page, app_url, "tendons")
    expect(tab.get_by_role("link", name="Tendons")).to_be_visible()  # measured first
    stops = []
    for _ in range(MANY):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(FOCUSED)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) < MANY, "the focus never leaves the page"
    text = "\n".join(stops)
    for wanted in ("Tendons", "Get help today", "Miles a week", "Turn it", "Next"):
        assert wanted in text, wanted


def test_a_dialog_takes_the_focus_escape_closes_it_and_its_button_has_the_focus_again(
    app_url, new_page
):
    tab = opened(new_page, app_url, "tendons")
    button = tab.get_by_role("button", name="Get help today").first
    button.focus()
    tab.keyboard.press("Enter")
    dialog = tab.get_by_role("dialog")
    dialog.wait_for()
    tab.keyboard.press("Tab")
    assert dialog.evaluate("e => e.contains(document.activeElement)")
    tab.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    expect(button).to_be_focused()
