"""Consultations as they happen, by name, and what mail does to their links."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlencode

from explainer import catalog, plan
from explainer.scenario import Day, Mark, Scenario

KM_PER_MILE = 1.609344


def week(scenario: Scenario, *distances: float) -> Scenario:
    """The scenario with seven days typed in the reader's unit, as the plan page keeps them."""
    unit = KM_PER_MILE if scenario.units == "km" else 1.0
    ground, speed = scenario.after_surface, scenario.after_speed_m_s
    days = [Day(round(distance / unit, 4), ground, speed) for distance in distances]
    return scenario.choosing(**plan.choices_from_days(days))


SPANISH = Scenario(
    language="es", units="km", miles=28, surface="grass", after_surface="grass", mass_kg=82,
    guide_miles=12, mark=Mark(-22, -41),
)  # fmt: skip
USUAL = {
    "nothing chosen": ("", Scenario()),
    "a sore spot": ("", Scenario(mark=Mark(-22, -41))),
    "a tendon of interest": ("tendons", Scenario(structure="semimembranosus", flexion_deg=30)),
    "miles and ground": ("load", Scenario(miles=25, surface="concrete", after_surface="grass")),
    "a heavier runner, two weeks": (
        "load",
        Scenario(
            miles=32, surface="uneven", mass_kg=91.5, after_miles=18, after_surface="treadmill",
            speed_m_s=3.35, after_speed_m_s=2.7, mark=Mark(34, -12), view="patient",
        ),
    ),
    "a week in miles": ("plan", week(Scenario(miles=25, guide_miles=12), 3, 0, 4, 0, 4.5, 0, 7)),
    "a Spanish week in kilometres": ("plan", week(SPANISH, 5, 0, 8, 0, 8, 0, 12)),
    "the same with a tendon": (
        "plan",
        week(SPANISH, 5, 0, 8, 0, 8, 0, 12).choosing(structure="semimembranosus"),
    ),
    "the same, moved by the picture's slider": (
        "plan",
        week(SPANISH, 5, 0, 8, 0, 8, 0, 12).choosing(miles=45 / KM_PER_MILE),
    ),
    "the same, seven runs of half kilometres": (
        "plan",
        week(SPANISH, 5.5, 3, 8.5, 4, 7.5, 3, 10.5),
    ),
}  # fmt: skip

# Each leaves a link that says what it said: nothing is told to the reader.
HARMLESS: dict[str, Callable[[str], str]] = {
    "& for HTML": lambda query: query.replace("&", "&amp;"),
    "& for HTML twice": lambda query: query.replace("&", "&amp;amp;"),
    "& for HTML, encoded": lambda query: query.replace("&", "%26amp%3B"),
    "& for HTML by number": lambda query: query.replace("&", "%26%23038;"),
    "encoded whole": lambda query: quote(f"?{query}", safe=""),
    "encoded whole, twice": lambda query: quote(quote(query, safe=""), safe=""),
    "encoded but for &": lambda query: query.replace("=", "%3D"),
    "full stop": lambda query: f"{query}.",
    "bracket and comma": lambda query: f"{query}),",
    "semicolon": lambda query: f"{query};",
    "angle": lambda query: f"{query}%3E",
    "quotes": lambda query: f"{query}%22%27",
    "guillemet and ellipsis": lambda query: f"{query}%C2%BB%E2%80%A6",
    "square bracket, star": lambda query: f"{query}]**",
    "capitals": str.upper,
    "capital keys": lambda query: "&".join(
        f"{key.capitalize()}={value}" for key, value in (p.split("=") for p in query.split("&"))
    ),
    "a line break in each value": lambda query: query.replace("=", "=%0D%0A"),
    "spaces before each &": lambda query: query.replace("&", "+%20&"),
    "soft hyphen and zero width": lambda query: query.replace("e", "e%C2%AD%E2%80%8B"),
    "no-break space at the end": lambda query: f"{query}%C2%A0",
    "quoted-printable": lambda query: query.replace("=", "=3D"),
    "trackers": lambda query: f"utm_source=mail&{query}&fbclid=IwAR0x&gclid=1&mc_cid=2",
    "reordered": lambda query: "&".join(reversed(query.split("&"))),
    "doubled": lambda query: f"{query}&{query}",
    "a second question mark": lambda query: f"?{query}",
    "framed": lambda query: f"{query}&embed=true",
}


def first_version(scenario: Scenario) -> str:
    """The query as version 1 wrote it: its own choices only, under the names they had then."""
    texts = scenario.to_text()
    texts["damage_exponent"] = {"1": "published", "4": "6", "9": "9"}[texts["damage_exponent"]]
    fields = catalog.link_fields("1").items()
    return urlencode({"v": "1"} | {field.name: texts[name] for name, field in fields})
