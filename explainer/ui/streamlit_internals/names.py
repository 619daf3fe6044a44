"""The private names of Streamlit that our style sheets, scripts and middleware rely on.

Style sheets and browser scripts cannot import from here, so they repeat a name; the contract test
reads them all and fails for a name that is used and not listed, or listed and no longer used.
"""

from __future__ import annotations

# `data-testid` of elements that our style sheets lay out and our scripts look for.
TEST_IDS = (
    "InputInstructions",
    "stAppViewContainer",
    "stBaseButton-primary",
    "stBidiComponentIsolated",
    "stButton",
    "stCaptionContainer",
    "stConnectionStatus",
    "stDialog",
    "stElementContainer",
    "stHeader",
    "stIconMaterial",
    "stMain",
    "stMainBlockContainer",
    "stMarkdownContainer",
    "stPageLink",
    "stPlotlyChart",
    "stPopover",
    "stPopoverBody",
    "stSidebar",
    "stSkeleton",
    "stStatusWidget",
    "stToast",
    "stTopNav",
    "stVerticalBlock",
)
# Attributes of the app's root element: the state of the websocket and of the running script.
STATE_ATTRIBUTES = {
    "data-test-connection-state": ("CONNECTED",),
    "data-test-script-state": ("notRunning",),
}
# Class names: the app's root, and the prefix of an element's class made from its `key`.
CLASSES = ("stApp", "st-key-")
# The element of index.html that the frontend renders into.
ROOT_ID = "root"
# The frontend's header bar; our layers above it (style sheets) have a larger z-index.
HEADER_Z_INDEX = 999_990
# Attribute of the elements that catch the focus at the ends of an open dialog.
FOCUS_GUARD = "data-floating-ui-focus-guard"
# What the frontend requests before it opens its websocket, and the websocket's own path.
ENDPOINT_PREFIX = "_stcore/"
HEALTH, HOST_CONFIG = "_stcore/health", "_stcore/host-config"
ENDPOINTS = (HEALTH, HOST_CONFIG, "_stcore/stream")
# The field of the host configuration that turns off the frontend's own error dialogs.
ERROR_DIALOGS_OPTION = "blockErrorDialogs"
# The object that the frontend reads its server's address from, and its members that we set.
WINDOW_OBJECT = "__streamlit"
WINDOW_MEMBERS = ("BACKEND_BASE_URL", "HOST_CONFIG")
# Bundles under static/js, by their name before the content hash.
PRELOADED_BUNDLES = (
    "Button", "Html", "purify.es", "BidiComponent", "serialization", "recordbatch", "Radio",
    "PageLink",
)  # fmt: skip
CHART_BUNDLE = "PlotlyChart"
# What the frontend imports from the chart bundle.
CHART_EXPORTS = ("default", "PlotlyChart")
# Typefaces under static/media, by their name before the content hash.
TEXT_FONT, ITALIC_FONT = "SourceSansVF-Upright.ttf", "SourceSansVF-Italic.ttf"
CODE_FONT, ICON_FONT = "SourceCodeVF-Upright.ttf", "MaterialSymbols-Rounded"
FONTS = (TEXT_FONT, ITALIC_FONT, CODE_FONT, ICON_FONT)
# Configuration options that Streamlit does not document.
HIDDEN_OPTIONS = ("runner.postScriptGC",)
# Modules outside `streamlit` itself, and what we import from them.
PYTHON_IMPORTS = (
    ("streamlit", "config"),
    ("streamlit.delta_generator", "DeltaGenerator"),
)
# English accessible names that streamlit_labels translates; "*" stands for words of the page.
LABELS = (
    "Expand sidebar",
    "Collapse sidebar",
    "Close",
    "Dismiss",
    "* more",
    "* icon",
)
