"""A diagram as plain HTML: the shaded plate with its coloured parts, before any script has run.

It stands where the stage will stand, under the same switches, so that nothing moves when the stage
takes its place. Without JavaScript it is the picture.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from explainer.anatomy import atlas
from explainer.describe import at
from explainer.describe.readings import TABLES
from explainer.figures import load_colours
from explainer.ui import url_paths
from explainer.ui.components.knee_diagram.plates import ATLAS_URL
from explainer.ui.html_markup import Markup, element
from explainer.ui.prerender.openings import Picture

ATLAS = url_paths.relative(ATLAS_URL)
HATCH_PX = 7  # distance of two lines, in pixels of the sheet
BROAD, SPARE = 0.6, 1.25  # as in picture.js: a broad sheet may reach into the label columns


def picture(shown: Picture) -> Markup:
    """The switches and the plate of a diagram."""
    data = shown.data
    kind = "stage compact" if data["compact"] else "stage"
    pane = element("div", _sheet(shown), class_="pane")
    return element(
        "div",
        element("div", *_switches(data), class_="tools", aria_hidden="true", inert=True),
        element("div", pane, class_="view"),
        class_=f"{kind} prerendered-static",
    )


def files(shown: Picture) -> tuple[str, str, str] | None:
    """The plate's regions and its picture at single and double density, as addresses.

    None where the atlas is not there: the words still hold.
    """
    state = shown.data["state"]
    views = shown.data["views"]  # a turned knee stands at depths that no picture of the page has
    view = next((one for one in views if one["id"] == state["view"]), views[0])
    if not view["frames"]:
        return None
    bend_deg = state["bend_deg"]
    frame = min(view["frames"], key=lambda one: abs(one["flexion_deg"] - bend_deg))
    once, twice = frame["clay" if shown.week.dress == "load" else "natural"]
    return frame["regions"], once, twice


def _sheet(shown: Picture) -> Markup:
    named = files(shown)
    if named is None:
        return Markup()
    regions, once, twice = named
    sheet = _regions(regions.removeprefix(f"{ATLAS}/").partition("?")[0])
    tall = sheet["height"] / sheet["width"]
    image = element(
        "img",
        src=once,
        srcset=f"{once} 1x, {twice} 2x",
        width=sheet["width"],
        height=sheet["height"],
        alt=shown.data["alt"],
        fetchpriority="high",
    )
    mask = f"mask-image: image-set(url('{once}') 1x, url('{twice}') 2x)"
    spare = SPARE if sheet["width"] > BROAD * sheet["height"] else 1
    place = f"--tall: {tall:.5f}; --spare: {spare}"
    return element(
        "div", image, _parts(shown, sheet, mask), class_="prerendered-plate", style=place
    )


def _parts(shown: Picture, sheet: Mapping[str, Any], mask: str) -> Markup:
    """The parts of the plate in the colours of their load."""
    if shown.week.dress != "load":
        return Markup()
    hatch = f"hatch-{shown.key}"
    line = element("path", d=f"M0 0V{HATCH_PX}", class_="hatching")
    size = {"width": HATCH_PX, "height": HATCH_PX, "patternUnits": "userSpaceOnUse"}
    pattern = element("pattern", line, id=hatch, patternTransform="rotate(45)", **size)
    fills = _fills(shown, f"url(#{hatch})")
    drawn = [
        element("path", d=region["path"], fill=fills[region["id"]], fill_rule="evenodd")
        for region in sheet["regions"]
        if region["id"] in fills
    ]
    box = f"0 0 {sheet['width']} {sheet['height']}"
    attributes = {"class_": "regions", "viewBox": box, "aria_hidden": "true", "style": mask}
    return element("svg", element("defs", pattern), *drawn, **attributes)


def _fills(shown: Picture, hatch: str) -> dict[str, str]:
    """Structure id -> its colour, or the hatch where a load exists that nobody has published."""
    measure = shown.week.measure
    scale = load_colours.scales(shown.data["unit"]["per_mile"])[measure]
    found = {}
    for name, structure in shown.data["structures"].items():
        if structure["status"] == "none":
            continue
        load = structure["load"]
        value = at(shown.table, TABLES[measure], load, shown.week) if load else np.nan
        found[name] = "rgb({},{},{})".format(*scale.colour(value)) if np.isfinite(value) else hatch
    return found


def _switches(data: Mapping[str, Any]) -> list[Markup]:
    """The switches above the picture as the stage draws them; they wake with the stage."""
    words, state = data["words"], data["state"]
    dresses = {name: words[f"dress_{name}"] for name in ("load", "natural")}
    views = _shortened({view["id"]: words["views"][view["id"]] for view in data["views"]})
    rows = [_pills(views, state["view"])] if len(views) > 1 else []
    rows.append(_pills(dresses, state["dress"]))
    rows.append(_folding(words["emphasis"], state["emphasis"]))
    if data["turnable"]:
        rows.append(element("button", words["turn"], type="button", class_="turn"))
    return rows


def _folding(names: Mapping[str, str], chosen: str) -> Markup:
    """A row of pills that is a list where room is short."""
    listed = element("span", names[chosen], class_="box")
    return element("div", _row(names, chosen), listed, class_="choice folds")


def _pills(names: Mapping[str, str], chosen: str) -> Markup:
    return element("div", _row(names, chosen), class_="choice")


def _row(names: Mapping[str, str], chosen: str) -> Markup:
    pills = [
        element("span", element("span", name), class_="pill chosen" if key == chosen else "pill")
        for key, name in names.items()
    ]
    return element("div", *pills, class_="pills")


def _shortened(names: Mapping[str, str]) -> dict[str, str]:
    """What all names share is left out, as in parts.js."""
    shared = next(iter(names.values())).split(": ")[0] + ": "
    if not all(name.startswith(shared) for name in names.values()):
        return dict(names)
    rests = {key: name.removeprefix(shared) for key, name in names.items()}
    return {key: rest[:1].upper() + rest[1:] for key, rest in rests.items()}


@cache
def _regions(file: str) -> Mapping[str, Any]:
    return json.loads((atlas.DIRECTORY / file).read_text(encoding="utf-8"))
