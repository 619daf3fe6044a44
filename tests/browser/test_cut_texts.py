"""No word is cut: on every page, in both languages, as a lesson and in the clinic, at all widths.

The view at home is read step by step in test_home_view.
"""

import pytest
from playwright.sync_api import Page

from explainer.ui.lesson.lesson import PAGES
from tests.browser.cut_texts import cut_texts
from tests.browser.test_accessibility import open_whole

pytestmark = pytest.mark.browser
SIZES = ((1440, 900), (1024, 768), (390, 844), (360, 740))
# In two weeks side by side, the longest names of grounds.
LONG_NAMES = "&miles=20&surface=track&after_surface=treadmill"
LARGE_LETTERS = "html { font-size: 200% !important; text-size-adjust: 200% !important }"


def resize(page: Page, size: tuple[int, int]) -> None:
    width, height = size
    page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("view", ["lesson", "consult"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_page_is_cut(new_page, app_url, name, language, view):
    page = new_page()
    open_whole(page, f"{app_url}/{name}?language={language}&view={view}{LONG_NAMES}")
    for size in SIZES:
        resize(page, size)
        assert cut_texts(page) == [], size


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["tendons", "load"])
def test_letters_of_twice_the_size_are_not_cut_on_a_phone(new_page, app_url, name, language):
    page = new_page("phone", is_mobile=True, has_touch=True)
    open_whole(page, f"{app_url}/{name}?language={language}{LONG_NAMES}")
    page.add_style_tag(content=LARGE_LETTERS)
    for size in SIZES[2:]:
        resize(page, size)
        assert cut_texts(page) == [], size


def test_what_is_cut_is_found(new_page):
    page = new_page()
    page.set_content(
        """
        <style> p, span { margin: 0; overflow: hidden } .one { white-space: nowrap }</style>
        <p class="one" style="width: 60px; text-overflow: ellipsis">cut with an ellipsis</p>
        <p style="width: 90px; height: 20px">cut below its first line</p>
        <p style="position: absolute; left: -40px; overflow: visible">cut by the screen</p>
        <select style="width: 60px"><option>a name wider than its list</select>
        <input style="width: 40px" value="123456789">
        <p class="one" style="width: 60px; overflow: auto">this can be scrolled to</p>
        <span style="position: absolute; width: 1px; height: 1px">spoken</span>
        <p>whole</p><select><option>whole</select><input value="whole">
        """
    )
    found = " ".join(cut_texts(page, patience_s=0))
    for cut in ("an ellipsis", "its first line", "by the screen", "a name wider", "123456789"):
        assert cut in found
    for whole in ("scrolled to", "spoken", "whole"):
        assert whole not in found
