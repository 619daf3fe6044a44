"""Numbers, units and dates as a reader writes them: marks and units come from common.toml."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import Literal

METRES_PER_MILE = 1609.344  # by definition
KG_PER_POUND = 0.45359237  # by definition
METRES_PER_INCH = 0.0254  # by definition
STEPS_ROUNDED_TO = 100.0  # of a week: the model knows it no finer; the same in every text
TENTH = 0.1


def round_to(value: float, unit: float) -> float:
    """The nearest multiple of a unit, halves up: what JavaScript's Math.round gives as well."""
    return math.floor(value / unit + 0.5) * unit


def round_steps(steps: float) -> float:
    """Steps of a week as every text says them; differences are taken of rounded numbers."""
    return round_to(steps, STEPS_ROUNDED_TO)


class Amounts:
    """Formats amounts; a subclass supplies the words by `text` and `items`."""

    units: Literal["miles", "km"]

    def text(self, key: str, **values: object) -> str:
        """The sentence at `key`, filled."""
        raise NotImplementedError

    def items(self, key: str, **values: object) -> list[str]:
        """The list of sentences at `key`, filled."""
        raise NotImplementedError

    @property
    def per_mile(self) -> float:
        """How many of the reader's units of distance make a mile."""
        return 1.0 if self.units == "miles" else METRES_PER_MILE / 1000

    def number(self, value: float, digits: int | None = None) -> str:
        """A number with this language's separators; without `digits`, three significant figures."""
        text = f"{value:.{digits}f}" if digits is not None else f"{Decimal(f'{value:.3g}'):f}"
        whole, _, decimals = text.lstrip("-").partition(".")
        if len(whole) >= int(self.text("common.number.group_from")):
            whole = f"{int(whole):,}".replace(",", self.text("common.number.thousands"))
        point = self.text("common.number.decimal")
        minus = "\N{MINUS SIGN}" if value < 0 and float(text) != 0 else ""
        return minus + whole + (point + decimals if decimals else "")

    def band(self, low: float, high: float, digits: int | None = None) -> str:
        """The range a value lies in, such as "8 to 12"."""
        first, last = self.number(low, digits), self.number(high, digits)
        same = first == last
        return first if same else self.text("common.number.band", low=first, high=last)

    def percent(self, fraction: float, digits: int = 0, signed: bool = False) -> str:
        """A fraction as per cent; with `signed`, a plus sign in front of a rise."""
        plus = "+" if signed and fraction > 0 else ""
        return self.text("common.units.percent", value=plus + self.number(100 * fraction, digits))

    def distance(self, miles: float) -> str:
        """A distance in the reader's unit, to a tenth: as the sliders and the diagram show it."""
        value = round_to(miles * self.per_mile, TENTH)
        return self._counted(self.units, value, 0 if abs(value - round(value)) < TENTH / 2 else 1)

    def about_distance(self, miles: float) -> str:
        """A round distance of a text that is nobody's own: whole from ten of the unit on."""
        return self._counted(self.units, miles * self.per_mile)

    def step_count(self, steps: float) -> str:
        """Steps of a week, to hundreds."""
        return self.number(round_steps(steps), 0)

    def mass(self, kg: float) -> str:
        """A body weight in pounds or kilograms, whole."""
        unit, value = ("pounds", kg / KG_PER_POUND) if self.units == "miles" else ("kilograms", kg)
        return self._counted(unit, value, 0)

    def height(self, metres: float) -> str:
        """A body height in feet and inches or in centimetres."""
        if self.units == "km":
            return self._counted("centimetres", 100 * metres, 0)
        feet, inches = divmod(round(metres / METRES_PER_INCH), 12)
        return self.text("common.units.feet_inches", feet=str(feet), inches=str(inches))

    def pace(self, speed_m_s: float) -> str:
        """Minutes and seconds for a mile or a kilometre."""
        metres = METRES_PER_MILE if self.units == "miles" else 1000.0
        minutes, seconds = divmod(round(metres / speed_m_s), 60)
        return self.text(f"common.units.pace_{self.units}", value=f"{minutes}:{seconds:02d}")

    def stress(self, mpa: float) -> str:
        """A stress in megapascals."""
        return self._counted("megapascals", mpa)

    def force(self, bw: float) -> str:
        """A force in body weights."""
        return self._counted("body_weights", bw)

    def times(self, ratio: float) -> str:
        """How many times as much, to a hundredth: "0.75 times"."""
        number = self.ratio(ratio)
        one, many = self.items("common.units.times", value=number)
        return one if number == "1" else many

    def ratio(self, ratio: float) -> str:
        """The same without the word, for a range."""
        return self.number(float(f"{ratio:.2f}"))

    def angle(self, degrees: float) -> str:
        """An angle in whole degrees."""
        return self._counted("degrees", degrees, 0)

    def date(self, iso: str) -> str:
        """A date such as 2026-11-22 in this language's order and month names."""
        day = datetime.date.fromisoformat(iso)
        month = self.items("common.date.months")[day.month - 1]
        return self.text("common.date.order", day=str(day.day), month=month, year=str(day.year))

    def _counted(self, unit: str, value: float, digits: int | None = None) -> str:
        if digits is None:  # whole from ten on, below that to a tenth where it counts
            digits = 0 if round(value, 1) >= 10 or value == round(value) else 1
        number = self.number(value, digits)
        one, many = self.items(f"common.units.{unit}", value=number)
        return one if number == "1" else many
