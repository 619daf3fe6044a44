"""The names for one print: typed here, kept nowhere, and checked before anything is printed."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from explainer import clinic
from explainer.handout.names import clean_name, find_unprintable
from explainer.words import Words

NAMES = ("clinic", "patient")
LONGEST_PATIENT = 60  # characters
LONGEST_CLINIC = 2 * clinic.LONGEST_LINE + 3  # its name, " · " and its phone number
ISOLATED = "\u2068{}\u2069"  # keeps a right-to-left letter from turning its sentence
_TYPED = "share:names"


@dataclass
class TypedNames:
    """What the fields hold. A run's printer reads it when the print is asked for.

    The tap on the button also ends the typing, and the print is asked for before the run that the
    typing starts has ended. So the fields write here in their callbacks, as that run begins.
    """

    typed: dict[str, str] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def are_printable(self) -> bool:
        """Whether every name that is to be printed has only letters that can be."""
        return not any(find_unprintable(name) for name in self.to_print().values())

    def to_print(self) -> dict[str, str]:
        """Each name as it is printed, "" where one that cannot be is left out."""
        cleaned = {name: clean_name(self.typed.get(name, "")) for name in NAMES}
        for name in self.left_out:
            if find_unprintable(cleaned[name]):
                cleaned[name] = ""
        return cleaned

    def read_fields(self) -> None:
        """Takes over what the fields hold."""
        for name in NAMES:
            self.typed[name] = st.session_state.get(f"share_{name}", "")
            if st.session_state.get(f"share_without_{name}"):
                self.left_out.add(name)
            else:
                self.left_out.discard(name)


def name_fields(words: Words) -> TypedNames:
    """The fields for both names, with the letters of each that cannot be printed."""
    names = st.session_state.setdefault(_TYPED, TypedNames())
    own = clinic.own()
    head = " · ".join(part for part in (own.name, own.phone) if part)
    for name, default, most in (
        ("clinic", head, LONGEST_CLINIC), ("patient", "", LONGEST_PATIENT)
    ):  # fmt: skip
        _name_field(words, names, name, default, most)
    st.caption(words.text("share.names_note"))
    names.read_fields()
    return names


def _name_field(words: Words, names: TypedNames, name: str, default: str, most: int) -> None:
    label, key = words.text(f"share.{name}"), f"share_{name}"
    typed = st.text_input(label, default, max_chars=most, key=key, on_change=names.read_fields)
    missing = find_unprintable(clean_name(typed))
    if missing:
        letters = " ".join(ISOLATED.format(letter) for letter in missing)
        st.warning(words.text(f"share.unprintable_{name}", letters=letters))
        left_out = words.text(f"share.without_{name}")
        st.checkbox(left_out, key=f"share_without_{name}", on_change=names.read_fields)
