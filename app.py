"""The server's entry: the Streamlit app, the files its diagrams fetch, and compression."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from explainer.ui import guard, serving

# The site script lives in explainer/ui, which has no pages/ folder beside it: a pages/ folder next
# to the main script would wake Streamlit's own page discovery and break cold deep links.
app = st.App(
    "explainer/ui/site.py",
    routes=serving.routes(),
    middleware=[
        Middleware(GZipMiddleware, minimum_size=serving.COMPRESS_FROM_BYTES),
        Middleware(serving.Headers),
        Middleware(guard.Guard),
    ],
    on_script_error=serving.calm_error,
)
