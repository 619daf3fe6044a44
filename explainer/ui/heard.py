"""What one of our own components has said: its reader's last settled choice, and its numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st


def report(slot: str) -> Mapping[str, Any] | None:
    """What the component of this key last settled on, if it has said anything that can be read."""
    held = st.session_state.get(slot)
    said = held.get("settled") if held else None
    return said if isinstance(said, Mapping) else None


def is_number(value: object) -> bool:
    """Whether a value that came from a browser is a number that can be reckoned with."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value)
