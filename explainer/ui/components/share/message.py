"""The message that goes with a shared link, in the receiver's language."""

from __future__ import annotations

from typing import NamedTuple

from explainer.clinic import Clinic
from explainer.words import Words


class Message(NamedTuple):
    """A message ready to paste: its subject, and its text with the link in a line of its own."""

    subject: str
    text: str


def write_message(
    words: Words, title: str, view: str, link: str, sender: Clinic | None = None
) -> Message:
    """The message about a page; `title` and `words` are in the receiver's language.

    `view` is the one that the link opens, `sender` the clinic that sends it from the consultation:
    it signs with its name and telephone number where it has set them.
    """
    hello = words.text(f"share.message.from_{'reader' if sender is None else 'clinic'}")
    opens = words.text(f"share.message.{view}", title=title)
    lines = [f"{hello} {opens}", words.text("common.disclaimer"), link]
    if sender and (signature := " · ".join(one for one in (sender.name, sender.phone) if one)):
        lines.append(signature)
    return Message(words.text("share.message.subject", title=title), "\n\n".join(lines))
