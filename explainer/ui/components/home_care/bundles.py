"""URLs of the component's scripts and style: each changes when one of its files does."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from explainer.ui.components.knee_diagram.bundles import STYLE as CONTROLS
from explainer.ui.components.shared.bundle import Bundle, bundle_scripts, bundle_sheets

DIRECTORY = Path(__file__).resolve().parent / "web"


@cache
def script() -> Bundle:
    """The component's scripts with the shared ones that they import."""
    return bundle_scripts("home-care", DIRECTORY / "home_care.js")


@cache
def style() -> Bundle:
    """Its own style sheet."""
    return bundle_sheets("home-care", DIRECTORY, ("home_care",))


@cache
def control_style() -> Bundle:
    """The style of frame, switches and sliders: the knee diagram's."""
    return bundle_sheets("controls", CONTROLS, ("frame", "switches", "sliders"))
