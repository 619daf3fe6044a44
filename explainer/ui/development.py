"""Whether the app runs for somebody who writes it (`make dev`) and not for readers."""

from __future__ import annotations

from streamlit import config


def shows_errors() -> bool:
    """Whether a page that fails shows its trace instead of the calm line that readers get."""
    return str(config.get_option("client.showErrorDetails")) == "full"
