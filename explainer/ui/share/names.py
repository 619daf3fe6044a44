"""The names for one print: typed here, kept nowhere, and checked before anything is printed."""

from __future__ import annotations

import streamlit as st

from explainer import clinic
from explainer.handout.names import clean_name, find_unprintable
from explainer.words import Words

LONGEST_PATIENT = 60  # characters
LONGEST_CLINIC = 2 * clinic.LONGEST_LINE + 3  # its name, " · " and its phone number
ISOLATED = "\u2068{}\u2069"  # keeps a right-to-left letter from turning its sentence


def name_fields(words: Words) -> dict[str, str] | None:
    """The fields for both names: what is printed of each, by name.

    None while a name has letters that cannot be printed and the reader has neither changed it nor
    asked for the sheet without it.
    """
    own = clinic.own()
    head = " · ".join(part for part in (own.name, own.phone) if part)
    fields = ("clinic", head, LONGEST_CLINIC), ("patient", "", LONGEST_PATIENT)
    printed = {name: _name_field(words, name, default, most) for name, default, most in fields}
    st.caption(words.text("share.names_note"))
    return None if None in printed.values() else printed


def _name_field(words: Words, name: str, default: str, most: int) -> str | None:
    """One name; "" where it is left out, None while the reader still has to choose."""
    label = words.text(f"share.{name}")
    typed = st.text_input(label, default, max_chars=most, key=f"share_{name}")
    written = clean_name(typed)
    missing = find_unprintable(written)
    if not missing:
        return written
    letters = " ".join(ISOLATED.format(letter) for letter in missing)
    st.warning(words.text(f"share.unprintable_{name}", letters=letters))
    left_out = st.checkbox(words.text(f"share.without_{name}"), key=f"share_without_{name}")
    return "" if left_out else None
