"""The clinic that runs this copy of the app, at the head and foot of every page; else nothing."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from PIL import Image

from explainer import clinic
from explainer.ui.lesson.markdown import escape_markdown

LOGO_HEIGHT_PX = 40  # as high as a button of the top row
BETWEEN = " · "


def render_header() -> None:
    """The logo with the clinic's name and telephone number."""
    own = clinic.own()
    if own.logo or own.name:
        with st.container(horizontal=True, vertical_alignment="center", key="host"):
            if own.logo:
                st.image(str(own.logo), width=_width_px(own.logo), alt=own.name)
            if own.name:
                st.caption(_line(own))


def render_footer() -> None:
    """The clinic's name and telephone number."""
    own = clinic.own()
    if own.name or own.phone:
        st.caption(_line(own))


def _line(own: clinic.Clinic) -> str:
    """Name and number as they were written, no sign of them read as Markdown."""
    return escape_markdown(BETWEEN.join(part for part in (own.name, own.phone) if part))


def _width_px(logo: Path) -> int:
    """The logo's width at its height in the head."""
    with Image.open(logo) as picture:
        return round(LOGO_HEIGHT_PX * picture.width / picture.height)
