"""ASGI entry: the Streamlit app with its routes and middleware."""

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

# Thread switch interval. At CPython's default of 5 ms many short script runs preempt each other
# and all end late: with 200 readers on two servers the response time doubles (make load).
sys.setswitchinterval(0.03)

# Garbage collection thresholds. CPython's default of 700, 10, 10 pauses all readers for 0.1 s every
# few seconds: the 95th percentile was 360-450 ms instead of 200-260 (make load), at equal memory.
gc.set_threshold(10_000, 20, 20)

# A pages/ folder next to the main script would turn on Streamlit's own page discovery and break
# cold deep links; explainer/ui has none.
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
    on_script_error=routes.handle_script_error,
)
