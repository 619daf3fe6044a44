"""The prerendered page: what a browser shows before Streamlit has started.

Streamlit's index page is empty, and a slow phone takes ten seconds to fill it. This package renders
the top of the page on the server: language, title, link preview and a static diagram. The browser
hydrates the diagram at once, loads Streamlit's bundles, and hands over when Streamlit has rendered.
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
