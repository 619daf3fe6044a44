"""Share: the link, its QR code, a frame for a website, and the handout.

Everything is built from the scenario, not from the address bar, which may lag behind. The names
that a clinic types for a print go into that print and nowhere else.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from PIL import Image

from explainer import clinic, handout
from explainer.handout.code import QUIET_MODULES, make_code
from explainer.ui import model_cache, query_string, session
from explainer.ui.components.share.names import TypedNames, name_fields
from explainer.ui.components.shared import reports
from explainer.ui.html_markup import element
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent
PAPERS = tuple(handout.PAPERS)
# Where office paper is US Letter: the territories that CLDR names (supplemental data, paperSize).
LETTER_REGIONS = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
FIRST_PAGE = "start"  # answers at the bare address
CODE_WIDTH_PX = 300
CODE_SHARPNESS = 3  # pixels of the picture to one of the page: sharp on a phone's screen too
FRAME_HEIGHT_PX = 900
_OPEN = "share:open"  # -> the page over which the dialog stands
_LINK = "share:link"  # -> the link that it shows
PDF = "application/pdf"


def button(page: str) -> None:
    """The button of the top row; the dialog over this page stands until it is dismissed.

    That it stands is remembered: a run that another one interrupts would lose the press.
    """
    label, icon = session.words().text("share.button"), ":material/ios_share:"
    st.button(label, icon=icon, key="share", on_click=_open, args=(page,))
    if st.session_state.get(_OPEN) == page:
        dialog()
    else:  # left with the dialog open
        _close()


def follow() -> None:
    """After a part of the page has run alone: an open dialog shows what the reader chose since."""
    if _OPEN in st.session_state and st.session_state.get(_LINK) != link():
        st.rerun()


@reports.after_reports
def _open(page: str) -> None:
    st.session_state[_OPEN] = page


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def dialog() -> None:
    """Everything there is to take along, over whatever page is open."""
    words = session.words()

    @st.dialog(words.text("share.title"), width="medium", on_dismiss=_close)
    def sheet() -> None:
        shared = st.session_state[_LINK] = link()
        st.markdown(words.text("share.lead"))
        _copy(words, shared)
        left, right = st.columns(2, gap="large")
        with left:
            st.image(_code(shared), width=CODE_WIDTH_PX, alt=words.text("share.code_alt"))
            st.caption(words.text("share.code_note"))
        with right:
            _handout(words, shared)
        with st.expander(words.text("share.embed")):
            st.markdown(words.text("share.embed_note"))
            st.code(_frame(words, shared), language="html", wrap_lines=True)
        st.caption(words.text("share.privacy"))

    sheet()


def link() -> str:
    """The address of the open page with the reader's choices, as short as it can be."""
    here, page = urlsplit(st.context.url or ""), session.page()
    path = "" if page == FIRST_PAGE else page
    served = here.path.rstrip("/").removesuffix(f"/{page}").rstrip("/")
    root = clinic.own().public_url or f"{here.scheme}://{here.netloc}{served}"
    return f"{root}/{path}?{query_string.write(session.scenario())}"


def paper(locale: str | None, units: str) -> str:
    """The paper a reader is likely to have: by the browser's region, or else by the units."""
    region = (locale or "").replace("_", "-").upper().rpartition("-")[2]
    if len(region) == 2 and "-" in (locale or "").replace("_", "-"):
        return "letter" if region in LETTER_REGIONS else "a4"
    return "letter" if units == "miles" else "a4"


def _handout(words: Words, address: str) -> None:
    """The names for this print, the paper, and the button that makes the PDF."""
    names = name_fields(words)
    chosen = st.segmented_control(
        words.text("share.paper"),
        PAPERS,
        default=paper(st.context.locale, words.units),
        format_func=lambda one: words.text(f"share.papers.{one}"),
        required=True,
        key="share_paper",
    )
    own = clinic.own()
    logo = Image.open(own.logo) if own.logo else None
    given = handout.Print(address, _today(), logo=logo)
    st.download_button(
        words.text("share.handout"),
        data=_printer(words, given, names, chosen or PAPERS[0]),
        file_name=f"{words.text('handout.file_name')}.pdf",
        mime=PDF,
        icon=":material/picture_as_pdf:",
        type="primary",
        disabled=not names.are_printable(),
        on_click="ignore",
        key="share_handout",
    )


def _printer(
    words: Words, given: handout.Print, names: TypedNames, size: str
) -> Callable[[], bytes]:
    """Makes the PDF when it is asked for, not before, with the names as they stand then."""
    scenario, view = session.scenario(), session.shown_view()
    weeks = model_cache.week_table(scenario), model_cache.week_table(scenario, after=True)
    return lambda: handout.make(
        words,
        scenario,
        weeks,
        view,
        _with_names(given, names),
        size,
        model_cache.return_plan(scenario),
    )


def _with_names(given: handout.Print, names: TypedNames) -> handout.Print:
    printed = names.to_print()
    return replace(given, clinic=printed["clinic"], patient=printed["patient"])


def _today() -> str:
    """The reader's own date; the server's when the browser does not tell."""
    behind = datetime.timedelta(minutes=st.context.timezone_offset or 0)
    return (datetime.datetime.now(datetime.UTC) - behind).date().isoformat()


def _code(address: str) -> bytes:
    """The QR code as a PNG picture with its quiet margin."""
    code = make_code(address)
    across, _ = code.symbol_size(border=QUIET_MODULES)
    sharp = max(CODE_SHARPNESS * CODE_WIDTH_PX // across, 1)
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=sharp, border=QUIET_MODULES)
    return picture.getvalue()


def _frame(words: Words, address: str) -> str:
    """A line of HTML that shows this page inside another website."""
    return element(
        "iframe",
        src=f"{address}&embed=true",
        title=words.text("common.app_name"),
        width="100%",
        height=FRAME_HEIGHT_PX,
        style="border:0",
        loading="lazy",
        allow="clipboard-write; fullscreen",
    )


def _copy(words: Words, address: str) -> None:
    """The link in a field of its own, with a button that puts it on the clipboard."""
    said = {key: words.text(f"share.{key}") for key in ("link", "copy", "copied", "copy_by_hand")}
    _component()(key="share_copy", data={"address": address, **said})


@cache
def _component() -> Any:
    script, style = (
        (DIRECTORY / "web" / name).read_text(encoding="utf-8")
        for name in ("copy_link.js", "copy_link.css")
    )
    return st.components.v2.component("behind_the_knee_copy", js=script, css=style)
