"""A reader's choice as the reader writes it: a pace, a weight, a ground, never a raw number."""

from __future__ import annotations

from functools import lru_cache

from explainer.words import Words

OPTIONAL_CHOICES = ("usual_miles", "longest_miles", "recent_longest_miles")  # 0: not said
CACHE_SIZE = 16_384  # a page writes every stop of its sliders, and so do all other readers


@lru_cache(maxsize=CACHE_SIZE)
def format_choice(words: Words, name: str, value: float | str) -> str:
    """One choice of the scenario in the reader's language and units."""
    field = name.removeprefix("after_")
    if field == "surface":
        return words.text(f"common.surfaces.{value}.name")
    if isinstance(value, str):
        return words.text(f"common.options.{field}.{value}")
    if field in OPTIONAL_CHOICES and not value:
        return words.text("common.not_said")
    if field == "speed_m_s":
        return words.pace(value)
    if field == "mass_kg":
        return words.mass(value)
    if field == "height_m":
        return words.height(value)
    if field == "step_rate_change":
        return words.percent(value, signed=True)
    if field == "cycle_percent":
        return words.percent(value / 100)
    if field == "lesson_step":
        return words.number(value, 0)
    if field.endswith("_deg"):
        return words.angle(value)
    return words.distance(value)


def format_condition(words: Words, text: str) -> str:
    """A condition of a published check, such as "slope_deg 5 against 0", for reading."""
    parts = [part for part in text.split("; ") if part != "default"]
    return "; ".join(_part(words, *part.split(" ", 1)) for part in parts)


def _part(words: Words, name: str, values: str) -> str:
    value, against, reference = values.partition(" against ")
    condition = f"{words.text(f'common.fields.{name}')} {_value(words, name, value)}"
    return f"{condition} / {_value(words, name, reference)}" if against else condition


def _value(words: Words, name: str, text: str) -> str:
    try:
        return format_choice(words, name, float(text))
    except ValueError:
        return format_choice(words, name, text)
