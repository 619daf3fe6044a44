"""The one line a reader sees when a page could not be shown, whatever the reason.

The reason may be the text files themselves, so the line is kept here as well, where it cannot
break; a test holds both to the same words.
"""

from __future__ import annotations

from explainer.words import Words, WordsError

FALLBACK_LINES = {
    "en": "This page could not be shown. Please load it again.",
    "es": "No se pudo mostrar esta página. Vuelva a cargarla.",
}


def page_error(language: str) -> str:
    """The line in the reader's language, in English where the language is not one of ours."""
    try:
        return Words(language).text("common.errors.page")
    except WordsError:
        return FALLBACK_LINES.get(language, FALLBACK_LINES["en"])
