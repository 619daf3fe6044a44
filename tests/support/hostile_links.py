"""Links that no page of ours writes: wrong types, huge, doubled, in other scripts, with HTML."""

from __future__ import annotations

import random
from collections.abc import Iterator

from explainer import catalog, scenario
from explainer.ui.lesson import lesson

PAGES = ("", *lesson.PAGES[1:])  # the first lesson answers at the bare address
LONG = 2000  # characters; a server refuses a request line of some 64 kB before the app sees it
ODD = (
    "", " ", "-0", "1e999", "-1e999", "nan", "inf", "0x10", "1_0", "٣", "½", "1,5", "1;2", "null",
    "None", "true", "[]", "{}", "<b>b</b>", "<script>alert(1)</script>", "javascript:alert(1)",
    '"><img src=x onerror=a>', "![x](//evil.example/x.png)", "[x](//evil.example)", "$x^2$",
    ":material/x:", "{name}", "{0.__class__}", "%s%n", "../../etc/passwd", "\u202eabc", "\x00",
    "\ud7ff", "\U0001f9b5", "a" * LONG, "9" * LONG, "-" * LONG, ",".join("1" * 500), ";" * LONG,
    "1,grass,2.9;" * 7, "' OR 1=1",
)  # fmt: skip


def links(seed: int, count: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Page and query (pairs, keys may repeat) of `count` links; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        known = [*scenario.names(), "v", "zzz", "<i>", "embed"]
        fields = chance.sample(known, chance.randint(1, 8))
        pairs = [(field, _value(chance, field)) for field in fields]
        pairs += [(field, _value(chance, field)) for field in fields[: chance.randint(0, 2)]]
        yield chance.choice(PAGES), pairs


def _value(chance: random.Random, field: str) -> str:
    kind = chance.random()
    choice = catalog.choices().get(field)
    if kind < 0.5 or choice is None:
        return chance.choice(ODD)
    if choice.is_number:
        beyond = (choice.high - choice.low) * chance.choice((-2, -1, 0, 0.5, 1, 2))
        return repr(choice.low + beyond)
    return chance.choice((*choice.options, choice.options[0].upper(), choice.options[-1] + " "))
