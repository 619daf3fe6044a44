"""Fields for the names on a handout; they are checked before printing and never stored."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from explainer import clinic
from explainer.clinic.values import LONGEST_LINE
from explainer.handout.names import clean_name, find_unprintable
from explainer.words import Words

NAMES = ("clinic", "patient")
LONGEST_PATIENT = 60  # characters
LONGEST_CLINIC = 2 * LONGEST_LINE + 3  # its name, " · " and its phone number
ISOLATED = "\u2068{}\u2069"  # bidirectional isolate
_TYPED = "share:names"


@dataclass
class TypedNames:
    """The values of the fields, read when the PDF is requested.

    A press of the button also ends the edit, and the PDF is requested before the rerun caused by
    the edit has ended. So the fields' callbacks write here, at the start of that run.
    """

    typed: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def are_printable(self) -> bool:
        """Whether the fonts hold every letter of the names to print."""
        return not any(find_unprintable(name) for name in self.to_print().values())

    def to_print(self) -> dict[str, str]:
        """Each name as it is printed, "" where an unprintable one is left out."""
        cleaned = {name: clean_name(self.typed.get(name, "")) for name in NAMES}
        for name in self.left_out:
            if find_unprintable(cleaned[name]):
                cleaned[name] = ""
        return cleaned

    def read_fields(self) -> None:
        """Read the fields from the session."""
        for name in NAMES:
            self.typed[name] = st.session_state.get(f"share_{name}", "")
            if st.session_state.get(f"share_without_{name}"):
                self.left_out.add(name)
            else:
                self.left_out.discard(name)


def render_name_fields(words: Words) -> TypedNames:
    """Render the fields for both names, with a warning for letters that cannot be printed."""
    names = st.session_state.setdefault(_TYPED, TypedNames())
    own = clinic.own()
    head = " · ".join(part for part in (own.name, own.phone) if part)
    for name, default, most in (
        ("clinic", head, LONGEST_CLINIC), ("patient", "", LONGEST_PATIENT)
    ):  # fmt: skip
        _render_name_field(words, names, name, default, most)
    st.caption(words.text("share.names_note"))
    names.read_fields()
    return names


def _render_name_field(words: Words, names: TypedNames, name: str, default: str, most: int) -> None:
    label, key = words.text(f"share.{name}"), f"share_{name}"
    typed = st.text_input(
        label, default, max_chars=most, key=key, autocomplete="off", on_change=names.read_fields
    )  # a browser would offer the name of the one who types
    missing = find_unprintable(clean_name(typed))
    if missing:
        letters = " ".join(ISOLATED.format(letter) for letter in missing)
        st.warning(words.text(f"share.unprintable_{name}", letters=letters))
        left_out = words.text(f"share.without_{name}")
        st.checkbox(left_out, key=f"share_without_{name}", on_change=names.read_fields)
