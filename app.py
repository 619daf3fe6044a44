"""The server's entry: the Streamlit app, the page it starts from, and the files it fetches."""

import sys

import streamlit as st
from starlette.middleware import Middleware

from explainer.ui import first, guard, headers, packed, serving

# How long a run may hold the interpreter while others wait. At Python's own 5 ms many short runs
# take turns and all end late: 200 readers on two servers waited twice as long (make load).
sys.setswitchinterval(0.03)

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
