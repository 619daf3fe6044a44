"""Whether the app runs in development (`make dev`)."""

from __future__ import annotations

from streamlit import config


def shows_errors() -> bool:
    """Whether a page that fails shows its traceback instead of one plain line."""
    return str(config.get_option("client.showErrorDetails")) == "full"
