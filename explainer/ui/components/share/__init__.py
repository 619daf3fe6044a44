"""The share dialog: message, link, QR code and handout for the receiver, and an embed snippet.

Everything is built from the scenario, not from the address bar, which may lag behind. The language
and view of the receiver are chosen here and change nothing for the one who shares. The names and
lines that a clinic puts on a print go into the PDF and nowhere else.
"""

from __future__ import annotations

import datetime
import io
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from PIL import Image

from explainer import clinic, handout
from explainer.handout.code import QUIET_MODULES, make_code
from explainer.scenario import Scenario
from explainer.ui import model_cache, query_string, session
from explainer.ui.components.share import recipient
from explainer.ui.components.share.drawing import SentDrawing, render_tick
from explainer.ui.components.share.message import Message, write_message
from explainer.ui.components.share.names import TypedNames, render_name_fields
from explainer.ui.components.share.recipient import Recipient
from explainer.ui.components.shared import reports
from explainer.ui.html_markup import element
from explainer.words import Words

DIRECTORY = Path(__file__).resolve().parent
PAPERS = tuple(handout.PAPERS)
# Where office paper is US Letter: the territories that CLDR names (supplemental data, paperSize).
LETTER_REGIONS = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
CLINIC_VIEW = "consult"
FIRST_PAGE = "start"  # has the root URL
CODE_WIDTH_PX = COLUMN_WIDTH_PX = 370
CODE_PIXEL_RATIO = 3  # image pixels per CSS pixel: sharp on a phone's screen too
FRAME_HEIGHT_PX = 900
MESSAGE_TEXTS = (
    "send", "sent", "message_label", "message_copy", "message_copied", "mail", "link", "copy",
    "copied", "copy_by_hand",
)  # fmt: skip
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
    if _OPEN in st.session_state and st.session_state.get(_LINK) != _receivers_link():
        st.rerun()


@reports.after_reports
def _open(page: str) -> None:
    st.session_state[_OPEN] = page


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _show_dialog() -> None:
    words = session.words()
    in_clinic = session.scenario().view == CLINIC_VIEW
    title = words.text("share.title_clinic" if in_clinic else "share.title")

    @st.dialog(title, width="large", on_dismiss=_close)
    def dialog() -> None:
        receiver = recipient.render_choices(words)
        link = st.session_state[_LINK] = _receivers_link()
        page_title = words.text(f"{session.page()}.title")
        st.caption(words.text("share.opens", title=page_title))
        with st.container(horizontal=True, gap="large"):  # wraps: on a phone one below the other
            with st.container(width=COLUMN_WIDTH_PX):
                _render_message(words, receiver, link)
                st.caption(words.text("share.lead"))
            with st.container(width=COLUMN_WIDTH_PX, key="share_code"):  # site.css: last on a phone
                st.image(_qr_png(link), width=CODE_WIDTH_PX, alt=words.text("share.code_alt"))
                st.caption(words.text("share.code_note"))
            with st.container(width=COLUMN_WIDTH_PX):
                _render_handout_form(words, receiver)
        with st.expander(words.text("share.embed")):
            st.markdown(words.text("share.embed_note"))
            snippet = _embed_snippet(words, build_link())
            st.code(snippet, language="html", wrap_lines=True)
        st.caption(words.text("share.privacy"))

    dialog()


def build_link(scenario: Scenario | None = None) -> str:
    """The shortest public URL of the open page with these choices, by default the reader's own."""
    return f"{_page_url()}?{query_string.write(scenario or session.scenario())}"


def _receivers_link() -> str:
    return build_link(recipient.current().scenario(session.scenario()))


def _page_url() -> str:
    """The public URL of the open page, without choices."""
    url, page = urlsplit(st.context.url or ""), session.page()
    path = "" if page == FIRST_PAGE else page
    prefix = url.path.rstrip("/").removesuffix(f"/{page}").rstrip("/")
    root = clinic.own().public_url or f"{url.scheme}://{url.netloc}{prefix}"
    return f"{root}/{path}"


def default_paper(locale: str | None, units: str) -> str:
    """The paper that a reader is likely to have: by the browser's region, else by the units."""
    region = (locale or "").replace("_", "-").upper().rpartition("-")[2]
    if len(region) == 2 and "-" in (locale or "").replace("_", "-"):
        return "letter" if region in LETTER_REGIONS else "a4"
    return "letter" if units == "miles" else "a4"


def _render_message(words: Words, receiver: Recipient, link: str) -> None:
    """Render the message and the link, each with a button that copies it, and the ways to send."""
    shown = session.scenario()
    theirs = receiver.words(shown)
    title = theirs.text(f"{session.page()}.title")
    sender = clinic.own() if shown.view == CLINIC_VIEW else None
    message: Message = write_message(theirs, title, receiver.view, link, sender)
    texts = {key: words.text(f"share.{key}") for key in MESSAGE_TEXTS}
    _component()(
        key="share_message",
        data=texts | message._asdict() | {"url": link, "language": theirs.language},
    )


def _render_handout_form(words: Words, receiver: Recipient) -> None:
    """Render the fields for names, the choices of the print, and the download button."""
    st.markdown(f"**{words.text('share.on_paper')}**")
    names = render_name_fields(words)
    chosen = st.segmented_control(
        words.text("share.paper"),
        PAPERS,
        default=default_paper(st.context.locale, words.units),
        format_func=lambda one: words.text(f"share.papers.{one}"),
        required=True,
        key="share_paper",
    )
    drawing = render_tick(words)
    st.download_button(
        words.text("share.handout"),
        data=_pdf_callback(receiver, names, drawing, chosen or PAPERS[0]),
        file_name=f"{receiver.words(session.scenario()).text('handout.file_name')}.pdf",
        mime=PDF,
        icon=":material/picture_as_pdf:",
        type="primary",
        disabled=not names.are_printable(),
        on_click="ignore",
        key="share_handout",
    )
    if (code := receiver.words(session.scenario()).language) != words.language:
        language = words.text(f"common.options.language.{code}")
        st.caption(words.text("share.handout_in", language=language))


def _pdf_callback(
    receiver: Recipient, names: TypedNames, drawing: SentDrawing, size: str
) -> Callable[[], bytes]:
    """A callback that renders the PDF on demand: receiver, names and lines as they are then."""
    chosen, view, page_url = session.scenario(), session.shown_view(), _page_url()
    shown = chosen.shown_on(session.page(), view)
    weeks = model_cache.compared_week(shown), model_cache.compared_week(shown, after=True)
    own, today = clinic.own(), _today()

    def render() -> bytes:
        time.sleep(NAMES_ARRIVE_S)
        details = handout.Print(
            f"{page_url}?{query_string.write(receiver.scenario(chosen))}",
            today,
            logo=Image.open(own.logo) if own.logo else None,
            drawing=drawing.drawing,
            **names.to_print(),
        )
        way_back = model_cache.return_plan(shown)
        words, printed = receiver.words(shown), receiver.scenario(shown)
        return handout.render_pdf(words, printed, weeks, view, details, size, way_back)

    return render


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


@cache
def _component() -> Any:
    script, style = (
        (DIRECTORY / "web" / name).read_text(encoding="utf-8")
        for name in ("message.js", "message.css")
    )
    return st.components.v2.component("behind_the_knee_message", js=script, css=style)
