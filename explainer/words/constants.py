"""The model's constants for a reader: what each one is, and its amount with a unit."""

from __future__ import annotations

from explainer import catalog
from explainer.words import Words

# The units that read alike in every language; all other units of the records are shares, ratios or
# powers, which their names explain.
SYMBOLS = {
    "N m/kg": "N·m/kg", "N/kg": "N/kg", "kN/m": "kN/m", "MPa": "MPa", "mm2": "mm²", "mm": "mm",
    "m/s": "m/s", "s/m": "s/m", "deg": "°", "1/deg": "1/°", "m": "m", "s": "s", "kg": "kg",
    "N": "N", "1/m": "1/m", "%": "%",
}  # fmt: skip
TURNS = ("steps/min", "steps/min per m/s")


def record(key: str) -> catalog.Parameter:
    """A constant by its key; a surface's own are written surface.property."""
    surface, dot, name = key.partition(".")
    return catalog.surfaces()[surface].properties[name] if dot else catalog.parameter(key)


def name(words: Words, key: str) -> str:
    """What a constant is."""
    surface, dot, what = key.partition(".")
    if not dot:
        return words.text(f"constants.names.{key}")
    ground = words.text(f"common.surfaces.{surface}.name")
    return f"{ground}: {words.text(f'constants.ground.{what}')}"


def format_amount(words: Words, value: float, unit: str) -> str:
    """A value with its unit, where the unit says more than the name does."""
    symbol = _symbol(words, unit)
    number = words.number(value)
    return f"{number}{symbol}" if symbol == "°" else f"{number} {symbol}".strip()


def format_with_range(words: Words, one: catalog.Parameter) -> str:
    """A constant's value with its range; a fixed one has none."""
    value = format_amount(words, one.value, one.unit)
    return f"{value} ({words.band(one.low, one.high)})" if one.low < one.high else value


def _symbol(words: Words, unit: str) -> str:
    plain = unit.split(" at ")[0].split(",")[0].split(" from ")[0]
    if plain in TURNS:
        return words.text("constants.steps_a_minute")
    return SYMBOLS.get(plain.split(" of ")[0], "")
