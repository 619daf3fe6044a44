"""The served page before Streamlit has started: its words, its first picture, its sliders.

Streamlit's own page is an empty shell that takes a slow phone ten seconds to fill. Here it is given
what the link asks for: language, title, preview for a message, and the first picture, which the
stage's own scripts bring to life at once. Streamlit's scripts follow, and their page takes over.
"""

from explainer.ui.first.before import KeptAnswers
from explainer.ui.first.document import policy_hashes
from explainer.ui.first.fonts import SmallFonts
from explainer.ui.first.late import LateCharts
from explainer.ui.first.pages import FirstPictures
from explainer.ui.first.served import DIRECTORY, static_url

__all__ = [
    "DIRECTORY",
    "FirstPictures",
    "KeptAnswers",
    "LateCharts",
    "SmallFonts",
    "policy_hashes",
    "static_url",
]
