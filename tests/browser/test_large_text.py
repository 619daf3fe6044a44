"""Narrow screens, large text and wide spacing: nothing is cut and nothing scrolls sideways."""

import pytest

from tests.browser.test_accessibility import open_whole, still

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}  # WCAG 1.4.10
ROOMY = {"width": 1280, "height": 900}

# What reaches past the right edge although it could wrap, in the page and in its shadow roots.
# A part that scrolls sideways by itself (a wide table) may.
BEYOND = """() => {
    const edge = document.documentElement.clientWidth + 1, found = [];
    const own = (element) => {
        for (let e = element; e; e = e.parentElement ?? e.getRootNode().host) {
            const { overflowX } = getComputedStyle(e);
            if (e !== element && ["auto", "scroll", "hidden", "clip"].includes(overflowX)
                && e.getBoundingClientRect().right <= edge) return true;
        }
        return false;
    };
    const walk = (root) => root.querySelectorAll("*").forEach((element) => {
        if (element.shadowRoot) walk(element.shadowRoot);
        const box = element.getBoundingClientRect();
        if (!box.width || !box.height || box.right <= edge || own(element)) return;
        if (getComputedStyle(element).visibility === "hidden") return;
        found.push(`${element.tagName}.${element.className} ${Math.round(box.right)}`);
    });
    walk(document.querySelector('[data-testid="stMain"]'));
    return found;
}"""
# WCAG 1.4.12, put into the page and into every shadow root.
SPACE = """() => {
    const css = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
        + "word-spacing: 0.16em !important } p:not(button p) { margin-bottom: 2em !important }";
    const put = (root) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        root.querySelectorAll("*").forEach((e) => e.shadowRoot && put(e.shadowRoot));
    };
    put(document);
}"""
CUT = """() => [...document.querySelectorAll("button, label, h1, h2, h3, p, li")]
    .filter((e) => e.clientHeight && getComputedStyle(e).overflowY === "hidden"
        && e.scrollHeight > e.clientHeight + 2)
    .map((e) => e.textContent.slice(0, 60))"""


@pytest.mark.parametrize("page", ["start", "hamstrings_calf", "load", "plan"])
def test_a_narrow_screen_and_wide_spacing_cut_nothing(app_url, new_page, page):
    tab = new_page(viewport=NARROW)
    open_whole(tab, f"{app_url}/{page}?language=es")  # the longer words
    assert tab.evaluate(BEYOND) == []
    tab.evaluate(SPACE)
    tab.wait_for_timeout(300)
    assert tab.evaluate(BEYOND) == []
    assert tab.evaluate(CUT) == []


@pytest.mark.parametrize("page", ["tendons", "load"])
def test_text_of_twice_the_size_cuts_nothing(app_url, new_page, page):
    tab = new_page(viewport=ROOMY)
    open_whole(tab, f"{app_url}/{page}")
    tab.add_style_tag(content="html { font-size: 200% !important }")
    still(tab)
    assert tab.evaluate(BEYOND) == []
    assert tab.evaluate(CUT) == []
