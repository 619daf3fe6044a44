"""The site's script, run on every change: frame, navigation, the page, and the link."""

import streamlit as st

from explainer import catalog
from explainer.ui import layout, session
from explainer.ui.lesson.lesson import PAGES

words = session.words()
st.set_page_config(
    page_icon=str(catalog.ASSETS / "icon.svg"),
    layout="centered" if session.scenario().view == "patient" else "wide",
    initial_sidebar_state="collapsed",
)
chosen = st.navigation([layout.page(name) for name in PAGES], position="top")
session.open(chosen.url_path or PAGES[0])
st.set_page_config(page_title=layout.document_title(words, session.page()))
layout.top(chosen.url_path)
chosen.run()
layout.foot()
session.write_link()
