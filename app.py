"""The server's entry: the Streamlit app, the page it starts from, and the files it fetches."""

import gc
import sys

try:
    from explainer import preflight
except (ImportError, OSError) as error:  # a checkout that only its owner may read
    sys.exit(f"The app cannot start: explainer/ cannot be read ({error}). Try: chmod -R a+rX .")
preflight.check()

import streamlit as st
from starlette.middleware import Middleware

from explainer.http import compression, forwarded_headers, rate_limit, security_headers
from explainer.ui import prerender, routes

# How long a run may hold the interpreter while others wait. At Python's own 5 ms many short runs
# take turns and all end late: 200 readers on two servers waited twice as long (make load).
sys.setswitchinterval(0.03)

# New objects before Python looks for unused ones, and how seldom it looks through older ones. At
# its own 700, 10, 10 it stops all readers for a tenth of a second every few seconds: the slowest
# twentieth of their changes took 360-450 ms instead of 200-260 (make load), in as much memory.
gc.set_threshold(10_000, 20, 20)

# The site script lives in explainer/ui, which has no pages/ folder beside it: a pages/ folder next
# to the main script would wake Streamlit's own page discovery and break cold deep links.
app = st.App(
    "explainer/ui/site.py",
    routes=routes.routes(),
    middleware=[
        Middleware(forwarded_headers.ForwardedHeaders),
        Middleware(compression.Compression),
        Middleware(security_headers.SecurityHeaders, script_hashes=prerender.policy_hashes()),
        Middleware(rate_limit.RateLimit),
        Middleware(prerender.SubsetFonts),
        Middleware(prerender.DeferredCharts),
        Middleware(prerender.PreconnectCache),
        Middleware(prerender.PrerenderedPages),
    ],
    on_script_error=routes.calm_error,
)
