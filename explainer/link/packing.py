"""Packs single values for the link: short, exact, without percent-encoding.

Unreserved characters only (RFC 3986, 2.3): letters, digits, "-", "." and "_". "~" is left out:
messengers use it as strikethrough markup.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal

from explainer.catalog import LinkField

KM_PER_MILE = 1.609344  # by definition
ROUNDED_DIGITS = 4  # of a mile: to what the app keeps a day typed in kilometres
KM, EXACT_KM = "k", "km"  # suffixes of kilometres: miles rounded to ROUNDED_DIGITS, or exact
PACE = "p"  # prefix of a day's own pace, where it differs from the week's
NO_RUN = "0"
DOSE_NUMBERS = 4  # of a picked exercise
USUAL_DOSE = ",0" * DOSE_NUMBERS


def format_number(value: float) -> str:
    """The shortest text that parses to the same float."""
    value += 0.0  # -0.0 is 0
    short = f"{value:g}"
    return short if float(short) == value else repr(value)


def pack(field: LinkField, text: str, texts: Mapping[str, str]) -> str:
    """The link's text of a choice; `texts` are all choices, which a planned week refers to."""
    if field.packing == "miles":
        return _pack_miles(float(text))
    if field.packing == "point":
        return text.replace(",", "_")
    if field.packing == "days":
        return _pack_days(field, text, texts)
    if field.packing == "picked":
        return _pack_picked(text)
    if field.packing == "ids":
        return text.replace(";", "-")
    return field.codes.get(text, text)


def unpack(field: LinkField, packed: str, texts: Mapping[str, str]) -> str:
    """The inverse of `pack`; may raise ValueError for a text that `pack` does not write."""
    if field.packing == "miles":
        return _unpack_miles(packed)
    if field.packing == "point":
        return packed.replace("_", ",")
    if field.packing == "days":
        return _unpack_days(field, packed, texts)
    if field.packing == "picked":
        return _unpack_picked(packed)
    if field.packing == "ids":
        return _unpack_ids(packed)
    options = {code: option for option, code in field.codes.items()}
    return options.get(packed, packed)


def planned_default(field: LinkField, days: str) -> str:
    """The default of a choice that follows from the days of a planned week."""
    miles = [float(day.partition(",")[0]) for day in days.split(";")]
    if field.planned == "largest":
        return format_number(max(miles))
    return format_number(round(math.fsum(miles), ROUNDED_DIGITS))


def _pack_miles(miles: float) -> str:
    plain, km = format_number(miles), format_number(round(miles * KM_PER_MILE, 3))
    if len(km) + len(KM) < len(plain) and _miles(km) == miles:
        return km + KM
    if len(km) + len(EXACT_KM) < len(plain) and float(km) / KM_PER_MILE == miles:
        return km + EXACT_KM
    return plain


def _unpack_miles(packed: str) -> str:
    if packed.endswith(EXACT_KM):
        return format_number(float(packed.removesuffix(EXACT_KM)) / KM_PER_MILE)
    if packed.endswith(KM):
        return format_number(_miles(packed.removesuffix(KM)))
    return packed


def _miles(km: str) -> float:
    """Miles of a distance in kilometres, rounded as in the app."""
    return round(float(km) / KM_PER_MILE, ROUNDED_DIGITS)


def _pack_days(field: LinkField, text: str, texts: Mapping[str, str]) -> str:
    """Seven runs, with the prefix "k" if all are in kilometres: k5-0-8g-0-8gp3.1-0-12."""
    days = [day.split(",") for day in text.split(";")]
    in_km = [_pack_miles(float(miles)) for miles, _, _ in days]
    all_km = KM in "".join(in_km) and all(one == NO_RUN or one.endswith(KM) for one in in_km)
    runs = []
    for packed, (miles, surface, speed) in zip(in_km, days, strict=True):
        # No exponent: "-" separates days.
        run = packed.removesuffix(KM) if all_km else f"{Decimal(miles):f}"
        if surface != texts["after_surface"]:
            run += field.codes[surface]
        if speed != texts["after_speed_m_s"]:
            run += PACE + speed
        runs.append(run)
    return (KM if all_km else "") + "-".join(runs)


def _unpack_days(field: LinkField, packed: str, texts: Mapping[str, str]) -> str:
    surfaces = {code: surface for surface, code in field.codes.items()}
    in_km = packed.startswith(KM)
    days = []
    for run in packed.removeprefix(KM).split("-"):
        run, _, speed = run.partition(PACE)
        surface = surfaces.get(run[-1:])
        miles = run[:-1] if surface else run
        miles = format_number(_miles(miles)) if in_km else miles
        days.append((miles, surface or texts["after_surface"], speed or texts["after_speed_m_s"]))
    return ";".join(",".join(day) for day in days)


def _pack_picked(text: str) -> str:
    """Picked exercises: "hold-calf.3.30.1.5", a dose only where it is not the usual one."""
    return text.replace(USUAL_DOSE, "").replace(",", ".").replace(";", "-")


def _unpack_picked(packed: str) -> str:
    picked = packed.replace(".", ",").split("-")
    return ";".join(one if "," in one else one + USUAL_DOSE for one in picked)


def _unpack_ids(packed: str) -> str:
    if not packed:  # what `pack` leaves out: a link that was cut
        raise ValueError(packed)
    return packed.replace("-", ";")
