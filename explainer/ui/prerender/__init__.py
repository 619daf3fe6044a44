"""The served page before Streamlit has started: its words, its first picture, its sliders.

Streamlit's own page is an empty shell that takes a slow phone ten seconds to fill. Here it is given
what the link asks for: language, title, preview for a message, and the first picture, which the
stage's own scripts bring to life at once. Streamlit's scripts follow, and their page takes over.
"""

from explainer.ui.prerender.bundles import DIRECTORY, static_url
from explainer.ui.prerender.deferred_charts import DeferredCharts
from explainer.ui.prerender.document import policy_hashes
from explainer.ui.prerender.middleware import PrerenderedPages
from explainer.ui.prerender.preconnect_cache import PreconnectCache
from explainer.ui.streamlit_internals.subset_fonts import SubsetFonts

__all__ = [
    "DIRECTORY",
    "DeferredCharts",
    "PreconnectCache",
    "PrerenderedPages",
    "SubsetFonts",
    "policy_hashes",
    "static_url",
]
