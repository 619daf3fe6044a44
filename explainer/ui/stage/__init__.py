"""The stage: the diagram that answers the finger. One component, used by every page."""

from explainer.ui.stage.served import DIRECTORY, static_url
from explainer.ui.stage.state import StageState

__all__ = ["DIRECTORY", "StageState", "static_url"]
