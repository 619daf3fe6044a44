"""How sure: every constant as one central value and a fixed, seeded sample of what it may be.

The sample is a Latin hypercube. Each constant has a column seeded by its own name, so a column does
not change when constants are added, asked for in another order, or used elsewhere. Constants of one
source in one unit share a column: a study that reads high in one force reads high in the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, wraps
from types import MappingProxyType
from typing import Any, TypeVar
from zlib import crc32

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray
from explainer.model.inputs import Assumptions

Result = TypeVar("Result")

DRAWS = 256  # the spread of a 10 or 90 % limit over seeds is then some 2 % of the value
BAND = (0.10, 0.90)  # the middle 80 %
NO_EFFECT = 1.0  # a ratio of the ground for which no effect was found stays there
SENSITIVE = 0.9  # a surface-sensitive runner is the one in ten who answers most


@cache
def _chances(key: str, draws: int) -> FloatArray:
    """One Latin-hypercube column in (0, 1), shape (draws,), seeded by what errs together."""
    random = np.random.Generator(np.random.PCG64(crc32(error_of(key).encode())))
    chances = (random.permutation(draws) + random.random(draws)) / draws
    chances.flags.writeable = False
    return chances


def error_of(key: str) -> str:
    """What a constant errs together with: its study and unit, or itself alone.

    Our own choices and plain powers ("-") err alone: a study's scale does not carry over to them.
    Concrete errs with asphalt: on both the shoe alone gives way, so one stands for the other.
    """
    key = key.replace("concrete.", "asphalt.")
    record = _record(key)
    alone = record.source == catalog.OWN_SOURCE or record.unit == "-"
    return key if alone else f"{record.source}: {record.unit}"


def spread(record: catalog.Parameter, chances: FloatArray) -> FloatArray:
    """Values of a constant at given chances: evenly below and above its value, half on each side.

    So the median is the value itself, and low and high are the ends. Same shape as chances.
    """
    below = record.low + (record.value - record.low) * 2.0 * chances
    above = record.value + (record.high - record.value) * (2.0 * chances - 1.0)
    return np.where(chances < 0.5, below, above)


@cache
def _column(key: str, draws: int, sensitive: bool) -> FloatArray:
    """Central value, then the draws, shape (1 + draws,).

    sensitive keeps to the upper half of what a ground was found to do.
    """
    record = _record(key)
    chances = _chances(key, draws)
    centre = np.array([0.5])
    if sensitive and record.value != NO_EFFECT:
        chances, centre = 0.5 + 0.5 * chances, np.array([SENSITIVE])
    column = np.concatenate([spread(record, centre), spread(record, chances)])
    column.flags.writeable = False
    return column


def _record(key: str) -> catalog.Parameter:
    """The record of a key; "grass.stiffness_kn_m" is a property of a surface."""
    surface, _, name = key.partition(".")
    return catalog.surfaces()[surface].properties[name] if name else catalog.parameter(key)


def end_values(key: str) -> tuple[float, float]:
    """(low, high) of one constant."""
    record = _record(key)
    return record.low, record.high


class Values(dict[str, FloatArray]):
    """The constants of one evaluation: values[key] is (1 + draws,), the central value first.

    A column is made when it is first asked for; one that the reader holds fast has no spread.
    """

    def __init__(self, assumptions: Assumptions, draws: int = DRAWS) -> None:
        """Raises CatalogError for a changed key that is no record."""
        super().__init__()
        self.draws = draws
        self.derived: dict[str, Any] = {}  # results of `cached_per_values` functions
        self._sensitive = assumptions.surface_sensitive
        for key, value in assumptions.changed:
            _known(key)
            self[key] = np.full(1 + draws, float(value))

    def __missing__(self, key: str) -> FloatArray:
        of_the_ground = key == "surface_response" or ("." in key and key.endswith("_ratio"))
        self[key] = _column(key, self.draws, self._sensitive and of_the_ground)
        return self[key]

    def stack(self, keys: tuple[str, ...]) -> FloatArray:
        """Several constants above each other, shape (len(keys), 1 + draws)."""
        return np.array([self[key] for key in keys])


def cached_per_values(work: Callable[[Values], Result]) -> Callable[[Values], Result]:
    """A function of the constants alone, worked out once for each set of them."""
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def once(values: Values) -> Result:
        if name not in values.derived:
            values.derived[name] = work(values)
        return values.derived[name]

    return once


@lru_cache(maxsize=16)
def values_of(assumptions: Assumptions, draws: int = DRAWS) -> Values:
    """The constants under some assumptions; made once, because they are asked for at every step."""
    return Values(assumptions, draws)


def _known(key: str) -> None:
    try:
        _record(key)
    except KeyError:
        raise catalog.CatalogError(f"assets/data: no record {key!r}") from None


def bands(figures: Mapping[str, FloatArray]) -> Mapping[str, tuple[FloatArray, ...]]:
    """Central value and 80 % band of many figures at once.

    Each figure is (..., 1 + draws) with the central value first, all of one shape; each answer is
    (central, low, high) of shape (...). The limits are the draws' own quantiles, whatever the
    central value is; a test holds that a band holds its centre.
    """
    names = tuple(figures)
    table = np.array([figures[name] for name in names])
    central, sorted_draws = table[..., 0], np.sort(table[..., 1:], axis=-1)
    if sorted_draws.shape[-1] == 0:
        low = high = central
    else:
        low, high = (_quantile(sorted_draws, end) for end in BAND)
    return MappingProxyType({name: (central[i], low[i], high[i]) for i, name in enumerate(names)})


def _quantile(ascending: FloatArray, share: float) -> FloatArray:
    """Linear quantile of values already in order along the last axis."""
    place = share * (ascending.shape[-1] - 1)
    below = int(place)
    above = min(below + 1, ascending.shape[-1] - 1)
    part = place - below
    return ascending[..., below] * (1.0 - part) + ascending[..., above] * part
