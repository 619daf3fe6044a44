"""The installed Streamlit still has every private name that the app relies on.

An upgrade that renames one fails here, by name. In the browser the app would only get slower or
lose a style rule, and no other test would tell.
"""

import importlib
import re
from functools import cache
from pathlib import Path

import pytest
import streamlit
from streamlit import config

from explainer import catalog
from explainer.ui.prerender import deferred_charts
from explainer.ui.streamlit_internals import index_html, names, streamlit_labels, subset_fonts

SERVER = Path(streamlit.__file__).parent / "web"
STATIC = Path(streamlit.__file__).parent / "static"
SOURCES = catalog.ASSETS.parent / "explainer"
TEST_ID = re.compile(r"""data-testid[\^*$]?=\\?["']?([A-Za-z-]+)""")
STATE = re.compile(r"data-test-[a-z]+-state")
ENDPOINT = re.compile(r"_stcore/[a-z/-]+")
CLASS = re.compile(r"\.(st[A-Z][A-Za-z]+|st-[a-z]+-)")
SELECTED_ATTRIBUTE = re.compile(r"\[(data-[a-z-]+)")
IMPORT = re.compile(r"^from (streamlit[\w.]*) import (\w+)", flags=re.MULTILINE)
Z_INDEX = re.compile(r"z-index: *(\d+)")
ABOVE_A_PAGE = 1000  # a larger z-index is meant for what covers Streamlit's page


@cache
def frontend() -> str:
    """All scripts and styles of Streamlit's frontend."""
    files = (one for one in STATIC.rglob("*") if one.suffix in (".js", ".css", ".html"))
    return "\n".join(one.read_text(encoding="utf-8", errors="ignore") for one in files)


@cache
def ours() -> str:
    """Every source file of the app but the list of names itself."""
    files = (one for one in SOURCES.rglob("*") if one.suffix in (".py", ".js", ".css"))
    listed = Path(names.__file__)
    return "\n".join(one.read_text(encoding="utf-8") for one in files if one != listed)


def our_python() -> dict[str, str]:
    """Our Python sources but the list of names, by path."""
    files = (one for one in SOURCES.rglob("*.py") if one != Path(names.__file__))
    return {str(one): one.read_text(encoding="utf-8") for one in files}


def literal(name: str) -> bool:
    """Whether the frontend holds a string that is this name."""
    return re.search(rf"""["'`]{re.escape(name)}["'`]""", frontend()) is not None


@pytest.mark.parametrize("name", names.TEST_IDS)
def test_an_element_still_has_its_test_id(name):
    base, _, kind = name.partition("-")  # "stBaseButton-primary" is put together in the frontend
    composed = re.search(rf"""["'`]{base}-?(["'`]|\$\{{)""", frontend())
    assert literal(name) or (kind and composed and literal(kind))


def test_every_test_id_in_our_sources_is_listed_and_every_listed_one_is_used():
    assert set(TEST_ID.findall(ours())) == set(names.TEST_IDS)


@pytest.mark.parametrize("attribute", names.STATE_ATTRIBUTES)
def test_the_root_element_still_tells_its_state(attribute):
    assert literal(attribute)
    for value in names.STATE_ATTRIBUTES[attribute]:
        assert value in frontend()


def test_every_state_attribute_in_our_sources_is_listed_and_used():
    assert set(STATE.findall(ours())) == set(names.STATE_ATTRIBUTES)


@pytest.mark.parametrize("name", names.CLASSES)
def test_a_class_name_is_still_given(name):
    assert re.search(rf"""["'`. }}]{re.escape(name)}""", frontend())


def test_every_class_name_in_our_sources_is_listed_and_used():
    assert set(CLASS.findall(ours())) == set(names.CLASSES)


def test_every_attribute_that_we_select_and_the_frontend_sets_is_listed():
    listed = {"data-testid", names.FOCUS_GUARD, *names.STATE_ATTRIBUTES}
    set_by_us = {f"data-{one.lower()}" for one in re.findall(r"dataset\.(\w+)", ours())}
    selected = set(SELECTED_ATTRIBUTE.findall(ours())) - set_by_us
    assert {one for one in selected if literal(one)} <= listed
    assert names.FOCUS_GUARD in selected


def test_a_dialog_still_marks_its_focus_guards():
    prefix = "data-floating-ui-"  # the frontend puts the name together
    assert f"`{prefix}`+" in frontend()
    assert literal(names.FOCUS_GUARD.removeprefix(prefix))


def test_our_layers_lie_above_the_frontends_header():
    assert re.search(rf"\bheader:{names.HEADER_Z_INDEX}\b", frontend())
    layers = [int(one) for one in Z_INDEX.findall(ours()) if int(one) > ABOVE_A_PAGE]
    assert len(layers) >= 3
    assert min(layers) > names.HEADER_Z_INDEX


def test_the_host_configuration_still_has_the_option_for_error_dialogs():
    response = f'"{names.ERROR_DIALOGS_OPTION}": False'
    server = (one.read_text(encoding="utf-8") for one in SERVER.rglob("*.py"))
    assert any(response in text for text in server)
    assert re.search(rf"\b{names.ERROR_DIALOGS_OPTION}\b", frontend())


@pytest.mark.parametrize("label", names.LABELS)
def test_the_frontend_still_has_the_label_that_we_translate(label):
    assert re.search(rf"""["'`. }}]{re.escape(label.strip("*"))}""", frontend())


def test_every_import_from_inside_streamlit_is_listed_and_works():
    found = {one for text in our_python().values() for one in IMPORT.findall(text)}
    assert found == set(names.PYTHON_IMPORTS)
    for module, name in names.PYTHON_IMPORTS:
        assert hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize(
    "name",
    [names.ENDPOINT_PREFIX, names.ERROR_DIALOGS_OPTION, f'id="{names.ROOT_ID}"', *names.FONTS]
    + [f'"{one}"' for one in (*names.PRELOADED_BUNDLES, names.CHART_BUNDLE, *names.HIDDEN_OPTIONS)],
)
def test_python_reads_a_name_from_the_list(name):
    assert [path for path, text in our_python().items() if name in text] == []


@pytest.mark.parametrize("endpoint", names.ENDPOINTS)
def test_the_frontend_still_asks_this_endpoint(endpoint):
    assert endpoint in frontend()


def test_every_endpoint_in_our_sources_is_listed():
    assert set(ENDPOINT.findall(ours())) <= set(names.ENDPOINTS)


@pytest.mark.parametrize("name", [names.WINDOW_OBJECT, *names.WINDOW_MEMBERS])
def test_the_frontend_still_reads_its_address_from_the_window(name):
    assert re.search(rf"\b{name}\b", frontend())


@pytest.mark.parametrize("name", [*names.PRELOADED_BUNDLES, names.CHART_BUNDLE])
def test_a_bundle_still_has_its_name(name):
    assert list(STATIC.glob(f"static/js/{name}.*.js"))


def test_the_chart_bundle_still_exports_what_our_stand_in_exports():
    (bundle,) = STATIC.glob(f"static/js/{names.CHART_BUNDLE}.*.js")
    exported = re.findall(r"export\s*\{([^}]*)\}", bundle.read_text(encoding="utf-8"))[-1]
    given = {one.split(" as ")[-1].strip() for one in exported.split(",")}
    assert given == set(names.CHART_EXPORTS)


@pytest.mark.parametrize("font", names.FONTS)
def test_a_typeface_still_has_its_name(font):
    assert len(list(STATIC.glob(f"static/media/{font}.*woff2"))) == 1


@pytest.mark.parametrize("option", names.HIDDEN_OPTIONS)
def test_a_hidden_option_is_still_there(option):
    assert option in config._config_options_template


def test_the_index_page_still_has_the_parts_that_are_served_from_it():
    """Each inline script and each element that brings the frontend in, counted: a new kind of
    element in Streamlit's page would be dropped without a word."""
    text = index_html.INDEX.read_text(encoding="utf-8")
    assert '<div id="root">' in text
    found = index_html.read_index()
    assert len(found.inline_scripts) == text.count("<script>")
    kept = sum(
        text.count(part) for part in ('type="module"', 'rel="modulepreload"', 'rel="stylesheet"')
    )
    assert len(found.frontend_elements) == kept


def test_the_names_have_no_second_copy():
    assert tuple(streamlit_labels.TEXT_KEYS) == names.LABELS
    assert set(subset_fonts.FAMILIES) == set(names.FONTS)
    assert f"/static/js/{names.CHART_BUNDLE}." == deferred_charts.PREFIX
