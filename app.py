"""The server's entry: the Streamlit app, the page it starts from, and the files it fetches."""

import streamlit as st
from starlette.middleware import Middleware

from explainer.ui import first, guard, headers, packed, serving

# The site script lives in explainer/ui, which has no pages/ folder beside it: a pages/ folder next
# to the main script would wake Streamlit's own page discovery and break cold deep links.
app = st.App(
    "explainer/ui/site.py",
    routes=serving.routes(),
    middleware=[
        Middleware(packed.Packed),
        Middleware(headers.Headers),
        Middleware(guard.Guard),
        Middleware(first.SmallFonts),
        Middleware(first.LateCharts),
        Middleware(first.FirstPictures),
    ],
    on_script_error=serving.calm_error,
)
