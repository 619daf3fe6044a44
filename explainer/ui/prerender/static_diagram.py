"""A diagram as static HTML: the shaded plate with its coloured regions, before any script has run.

It has the size of the component and shows the same controls, so that there is no layout shift when
the component replaces it. Without JavaScript it is the diagram.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from explainer.anatomy import atlas
from explainer.describe.readings import picture_value
from explainer.figures import load_colours
from explainer.ui import url_paths
from explainer.ui.components.knee_diagram.plates import ATLAS_URL
from explainer.ui.html_markup import Markup, element
from explainer.ui.prerender.openings import OpeningDiagram

ATLAS_BASE = url_paths.relative_url(ATLAS_URL)
HATCH_SPACING_PX = 7  # in pixels of the plate
# As in the component: a plate with this aspect ratio or more may overlap the label columns.
WIDE_ASPECT, WIDE_OVERHANG = 0.6, 1.25


def render_diagram(diagram: OpeningDiagram) -> Markup:
    """The inactive controls and the plate of a diagram."""
    data = diagram.data
    kind = "stage compact" if data["compact"] else "stage"
    pane = element("div", _render_plate(diagram), class_="pane")
    return element(
        "div",
        element("div", *_render_controls(data), class_="tools", aria_hidden="true", inert=True),
        element("div", pane, class_="view"),
        class_=f"{kind} prerendered-static",
    )


def plate_urls(diagram: OpeningDiagram) -> tuple[str, str, str] | None:
    """URLs of the plate's regions and of its image at single and double density.

    None where the atlas is missing.
    """
    state = diagram.data["state"]
    views = diagram.data["views"]  # a 3-D link may have a view that the page lacks
    view = next((one for one in views if one["id"] == state["view"]), views[0])
    if not view["frames"]:
        return None
    bend_deg = state["bend_deg"]
    frame = min(view["frames"], key=lambda one: abs(one["flexion_deg"] - bend_deg))
    url_1x, url_2x = frame["clay" if diagram.week.dress == "load" else "natural"]
    return frame["regions"], url_1x, url_2x


def _render_plate(diagram: OpeningDiagram) -> Markup:
    urls = plate_urls(diagram)
    if urls is None:
        return Markup()
    regions_url, url_1x, url_2x = urls
    regions = _read_regions(regions_url.removeprefix(f"{ATLAS_BASE}/").partition("?")[0])
    aspect = regions["height"] / regions["width"]
    image = element(
        "img",
        src=url_1x,
        srcset=f"{url_1x} 1x, {url_2x} 2x",
        width=regions["width"],
        height=regions["height"],
        alt=diagram.data["alt"],
        fetchpriority="high",
    )
    mask = f"mask-image: image-set(url('{url_1x}') 1x, url('{url_2x}') 2x)"
    overhang = WIDE_OVERHANG if regions["width"] > WIDE_ASPECT * regions["height"] else 1
    style = f"--aspect: {aspect:.5f}; --overhang: {overhang}"
    return element(
        "div",
        image,
        _render_regions(diagram, regions, mask),
        class_=f"prerendered-plate {diagram.week.side}",
        style=style,
    )


def _render_regions(diagram: OpeningDiagram, regions: Mapping[str, Any], mask: str) -> Markup:
    """The regions of the plate in the colours of their load."""
    if diagram.week.dress != "load":
        return Markup()
    hatch = f"hatch-{diagram.key}"
    line = element("path", d=f"M0 0V{HATCH_SPACING_PX}", class_="hatching")
    size = {"width": HATCH_SPACING_PX, "height": HATCH_SPACING_PX, "patternUnits": "userSpaceOnUse"}
    pattern = element("pattern", line, id=hatch, patternTransform="rotate(45)", **size)
    fills = _region_fills(diagram, f"url(#{hatch})")
    paths = [
        element("path", d=region["path"], fill=fills[region["id"]], fill_rule="evenodd")
        for region in regions["regions"]
        if region["id"] in fills
    ]
    box = f"0 0 {regions['width']} {regions['height']}"
    attributes = {"class_": "regions", "viewBox": box, "aria_hidden": "true", "style": mask}
    return element("svg", element("defs", pattern), *paths, **attributes)


def _region_fills(diagram: OpeningDiagram, hatch: str) -> dict[str, str]:
    """Structure id -> its colour, or the hatch where no load has been published."""
    scale = load_colours.scales()[diagram.week.measure]
    fills = {}
    for name, structure in diagram.data["structures"].items():
        if structure["status"] == "none":
            continue
        value = picture_value(diagram.compared, structure["load"], diagram.week)
        fills[name] = "rgb({},{},{})".format(*scale.colour(value)) if np.isfinite(value) else hatch
    return fills


def _render_controls(data: Mapping[str, Any]) -> list[Markup]:
    """The controls above the plate as the component draws them, inactive until it is mounted."""
    words, state = data["words"], data["state"]
    dresses = {name: words[f"dress_{name}"] for name in ("load", "natural")}
    views = _without_shared_prefix(
        {view["id"]: words["views"][view["id"]] for view in data["views"]}
    )
    rows = [_render_choice(views, state["view"])] if len(views) > 1 else []
    rows.append(_render_choice(dresses, state["dress"]))
    rows.append(_render_collapsible_choice(words["emphasis"], state["emphasis"]))
    if data["turnable"]:
        rows.append(element("button", words["turn"], type="button", class_="turn"))
    return rows


def _render_collapsible_choice(names: Mapping[str, str], chosen: str) -> Markup:
    """A row of pills that becomes a list on a narrow screen."""
    listed = element("span", names[chosen], class_="box")
    return element("div", _render_pills(names, chosen), listed, class_="choice collapsible")


def _render_choice(names: Mapping[str, str], chosen: str) -> Markup:
    return element("div", _render_pills(names, chosen), class_="choice")


def _render_pills(names: Mapping[str, str], chosen: str) -> Markup:
    pills = [
        element("span", element("span", name), class_="pill chosen" if key == chosen else "pill")
        for key, name in names.items()
    ]
    return element("div", *pills, class_="pills")


def _without_shared_prefix(names: Mapping[str, str]) -> dict[str, str]:
    """Names without their common prefix, as in the component."""
    shared = next(iter(names.values())).split(": ")[0] + ": "
    if not all(name.startswith(shared) for name in names.values()):
        return dict(names)
    shortened = {key: name.removeprefix(shared) for key, name in names.items()}
    return {key: name[:1].upper() + name[1:] for key, name in shortened.items()}


@cache
def _read_regions(file: str) -> Mapping[str, Any]:
    return json.loads((atlas.DIRECTORY / file).read_text(encoding="utf-8"))
