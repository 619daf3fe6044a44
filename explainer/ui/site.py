"""The site's script, run on every change: frame, navigation, the page, and the link."""

import streamlit as st

from explainer import catalog
from explainer.ui import frame, session
from explainer.ui.lesson import PAGES

words = session.words()
st.set_page_config(
    page_icon=str(catalog.ASSETS / "icon.svg"),
    layout="centered" if session.scenario().view == "patient" else "wide",
    initial_sidebar_state="collapsed",
)
chosen = st.navigation([frame.page(name) for name in PAGES], position="top")
session.open(chosen.url_path or PAGES[0])
st.set_page_config(page_title=frame.document_title(words, session.page()))
frame.top(chosen.url_path)
chosen.run()
frame.foot()
session.write_link()
