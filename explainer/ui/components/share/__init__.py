"""The share dialog: link, QR code, embed snippet and handout.

Everything is built from the scenario, not from the address bar, which may lag behind. The names
that a clinic types go into the PDF and nowhere else.
"""

from __future__ import annotations

import datetime
import io
import time
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
from explainer.ui.components.share.names import TypedNames, render_name_fields
from explainer.ui.components.shared import reports
from explainer.ui.html_markup import element
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent
PAPERS = tuple(handout.PAPERS)
# Where office paper is US Letter: the territories that CLDR names (supplemental data, paperSize).
LETTER_REGIONS = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
FIRST_PAGE = "start"  # has the root URL
CODE_WIDTH_PX = 300
CODE_PIXEL_RATIO = 3  # image pixels per CSS pixel: sharp on a phone's screen too
FRAME_HEIGHT_PX = 900
_OPEN = "share:open"  # session key: the page over which the dialog is open
_LINK = "share:link"  # session key: the link that it shows
PDF = "application/pdf"
# A name typed right before the press is on its way in a run that may start after the request for
# the PDF, which has a thread of its own; without this wait it was missing in one print of four.
NAMES_ARRIVE_S = 0.5


def render_button(page: str) -> None:
    """Render the button of the top row and, until it is dismissed, the dialog.

    The open state is in the session: an interrupted run would lose the press.
    """
    label, icon = session.words().text("share.button"), ":material/ios_share:"
    st.button(label, icon=icon, key="share", on_click=_open, args=(page,))
    if st.session_state.get(_OPEN) == page:
        _show_dialog()
    else:  # another page was opened over the dialog
        _close()


def refresh_open_dialog() -> None:
    """After a fragment has run alone: rerun the page if an open dialog shows an outdated link."""
    if _OPEN in st.session_state and st.session_state.get(_LINK) != build_link():
        st.rerun()


@reports.after_reports
def _open(page: str) -> None:
    st.session_state[_OPEN] = page


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _show_dialog() -> None:
    words = session.words()

    @st.dialog(words.text("share.title"), width="medium", on_dismiss=_close)
    def dialog() -> None:
        link = st.session_state[_LINK] = build_link()
        st.markdown(words.text("share.lead"))
        _render_copy_field(words, link)
        left, right = st.columns(2, gap="large")
        with left:
            st.image(_qr_png(link), width=CODE_WIDTH_PX, alt=words.text("share.code_alt"))
            st.caption(words.text("share.code_note"))
        with right:
            _render_handout_form(words, link)
        with st.expander(words.text("share.embed")):
            st.markdown(words.text("share.embed_note"))
            st.code(_embed_snippet(words, link), language="html", wrap_lines=True)
        st.caption(words.text("share.privacy"))

    dialog()


def build_link() -> str:
    """The shortest public URL of the open page with the reader's choices."""
    url, page = urlsplit(st.context.url or ""), session.page()
    path = "" if page == FIRST_PAGE else page
    prefix = url.path.rstrip("/").removesuffix(f"/{page}").rstrip("/")
    root = clinic.own().public_url or f"{url.scheme}://{url.netloc}{prefix}"
    return f"{root}/{path}?{query_string.write(session.scenario())}"


def default_paper(locale: str | None, units: str) -> str:
    """The paper that a reader is likely to have: by the browser's region, else by the units."""
    region = (locale or "").replace("_", "-").upper().rpartition("-")[2]
    if len(region) == 2 and "-" in (locale or "").replace("_", "-"):
        return "letter" if region in LETTER_REGIONS else "a4"
    return "letter" if units == "miles" else "a4"


def _render_handout_form(words: Words, link: str) -> None:
    """Render the fields for names, the choice of paper, and the download button."""
    names = render_name_fields(words)
    chosen = st.segmented_control(
        words.text("share.paper"),
        PAPERS,
        default=default_paper(st.context.locale, words.units),
        format_func=lambda one: words.text(f"share.papers.{one}"),
        required=True,
        key="share_paper",
    )
    own = clinic.own()
    logo = Image.open(own.logo) if own.logo else None
    details = handout.Print(link, _today(), logo=logo)
    st.download_button(
        words.text("share.handout"),
        data=_pdf_callback(words, details, names, chosen or PAPERS[0]),
        file_name=f"{words.text('handout.file_name')}.pdf",
        mime=PDF,
        icon=":material/picture_as_pdf:",
        type="primary",
        disabled=not names.are_printable(),
        on_click="ignore",
        key="share_handout",
    )


def _pdf_callback(
    words: Words, details: handout.Print, names: TypedNames, size: str
) -> Callable[[], bytes]:
    """A callback that renders the PDF on demand, with the names as they are then."""
    view = session.shown_view()
    scenario = session.scenario().shown_on(session.page(), view)
    weeks = model_cache.compared_week(scenario), model_cache.compared_week(scenario, after=True)

    def render() -> bytes:
        time.sleep(NAMES_ARRIVE_S)
        way_back = model_cache.return_plan(scenario)
        printed = _with_names(details, names)
        return handout.render_pdf(words, scenario, weeks, view, printed, size, way_back)

    return render


def _with_names(details: handout.Print, names: TypedNames) -> handout.Print:
    printed = names.to_print()
    return replace(details, clinic=printed["clinic"], patient=printed["patient"])


def _today() -> str:
    """The date in the reader's time zone (the server's where unknown), as YYYY-MM-DD."""
    offset = datetime.timedelta(minutes=st.context.timezone_offset or 0)
    return (datetime.datetime.now(datetime.UTC) - offset).date().isoformat()


def _qr_png(link: str) -> bytes:
    """The QR code with its quiet zone as PNG."""
    code = make_code(link)
    modules, _ = code.symbol_size(border=QUIET_MODULES)
    scale = max(CODE_PIXEL_RATIO * CODE_WIDTH_PX // modules, 1)
    buffer = io.BytesIO()
    code.save(buffer, kind="png", scale=scale, border=QUIET_MODULES)
    return buffer.getvalue()


def _embed_snippet(words: Words, link: str) -> str:
    """An <iframe> element that embeds the page in another website."""
    return element(
        "iframe",
        src=f"{link}&embed=true",
        title=words.text("common.app_name"),
        width="100%",
        height=FRAME_HEIGHT_PX,
        style="border:0",
        loading="lazy",
        allow="clipboard-write; fullscreen",
    )


def _render_copy_field(words: Words, link: str) -> None:
    """Render the link in a field with a button that copies it."""
    texts = {key: words.text(f"share.{key}") for key in ("link", "copy", "copied", "copy_by_hand")}
    _component()(key="share_copy", data={"url": link, **texts})


@cache
def _component() -> Any:
    script, style = (
        (DIRECTORY / "web" / name).read_text(encoding="utf-8")
        for name in ("copy_link.js", "copy_link.css")
    )
    return st.components.v2.component("behind_the_knee_copy", js=script, css=style)
