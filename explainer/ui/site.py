"""The main script of every run: configuration, navigation, header, page, footer, link."""

import streamlit as st

from explainer import catalog
from explainer.ui import layout, session
from explainer.ui.lesson import patient_steps, patient_view
from explainer.ui.lesson.lesson import PAGES

words = session.words()
st.set_page_config(
    page_icon=str(catalog.ASSETS / "icon.svg"),
    layout="centered" if patient_steps.is_patient_view() else "wide",
    initial_sidebar_state="collapsed",
)
current = st.navigation([layout.lesson_page(name) for name in PAGES], position="top")
session.set_page(current.url_path or PAGES[0])
st.set_page_config(page_title=layout.document_title(words, session.page()))
layout.render_header(current.url_path, PAGES)
if patient_steps.is_patient_view() and patient_steps.has_steps(session.page()):
    patient_view.render(session.page())
else:
    current.run()
layout.render_footer()
session.write_link()
