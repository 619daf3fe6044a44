"""A diagram as static HTML: the shaded plate with its coloured regions, before any script has run.

It has the component's own classes and shows title, message and switches in their places, so that
there is no layout shift when the component replaces it. Without JavaScript it is the diagram.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from explainer import catalog
from explainer.describe.readings import picture_value
from explainer.figures import load_colours
from explainer.ui import url_paths
from explainer.ui.components.knee_diagram.plates import ASSETS_URL, srcset
from explainer.ui.html_markup import Markup, element
from explainer.ui.prerender.openings import OpeningDiagram

ASSETS_BASE = url_paths.relative_url(ASSETS_URL)
FEW_VIEWS = 4  # as in the component: more become a list on a phone
WEEKS = ("now", "after")
HATCH_SPACING_PX = 7  # in pixels of the plate


def render_diagram(diagram: OpeningDiagram) -> Markup:
    """The title, the inactive switches and the plate of a diagram."""
    if diagram.second:
        return _render_pair(diagram, diagram.second)
    data = diagram.data
    picture = element("div", _render_plate(diagram), class_="picture")
    pane = element("div", picture, _render_corner(data), class_="pane")
    view = element("div", pane, _render_bar(diagram), class_="view")
    first = [view, element("div", class_="dock")]  # its height on a phone, where it lies below
    message = []
    if data["title"]:
        first.insert(0, element("div", element("h1", data["title"]), class_="intro"))
        message = [element("p", data["message"], class_="message")] if data["message"] else []
    return element(
        "div",
        element("div", *first, class_="first"),
        *message,
        class_=f"component{' compact' if data['compact'] else ''} prerendered-static",
        data_dress=diagram.week.dress,
        data_numbers="off" if data["quiet"] and diagram.week.dress == "natural" else "on",
        data_foot=data["foot"],
    )


def _render_pair(now: OpeningDiagram, after: OpeningDiagram) -> Markup:
    """Two weeks side by side, as weeks/week_pair.js lays them out."""
    data = now.data
    corners = (), (_render_corner(data),)
    weeks = [
        element(
            "div",
            element("h2", label, class_="week-name"),
            element(
                "div", element("div", _render_plate(one), class_="picture"), *corner, class_="pane"
            ),
            class_=f"week {name}",
        )
        for name, one, label, corner in zip(
            WEEKS, (now, after), data["week_names"], corners, strict=True
        )
    ]
    view = element("div", element("div", *weeks, class_="weeks"), _render_bar(now), class_="view")
    title = element("div", element("h1", data["title"]), class_="intro")
    return element(
        "div",
        element("div", title, view, element("div", class_="dock"), class_="first"),
        element("p", data["message"], class_="message"),
        class_="component pair prerendered-static",
        data_dress=data["state"]["dress"],
        data_foot=data["foot"],
    )


def plate_urls(diagram: OpeningDiagram) -> tuple[str, list[str]] | None:
    """URLs of the plate's regions and of its image, at single density and, mostly, at double.

    None where the atlas is missing.
    """
    view = _shown_view(diagram)
    if not view["frames"]:
        return None
    flexion_deg = diagram.data["state"]["flexion_deg"]
    frame = min(view["frames"], key=lambda one: abs(one["flexion_deg"] - flexion_deg))
    return frame["regions"], frame["clay" if diagram.week.dress == "load" else "natural"]


def _is_straight(diagram: OpeningDiagram) -> bool:
    """Whether the plate shown is the straight leg's, as plate_picture.js has it."""
    wanted = diagram.data["state"]["flexion_deg"]
    bends = (frame["flexion_deg"] for frame in _shown_view(diagram)["frames"])
    return min(bends, key=lambda bend: abs(bend - wanted)) == 0


def _shown_view(diagram: OpeningDiagram) -> Mapping[str, Any]:
    views = diagram.data["views"]  # a 3-D link may have a view that the page lacks
    return next((one for one in views if one["id"] == diagram.data["state"]["knee_view"]), views[0])


def _render_plate(diagram: OpeningDiagram) -> Markup:
    urls = plate_urls(diagram)
    if urls is None:
        return Markup()
    regions_url, images = urls
    regions = _read_regions(regions_url.removeprefix(f"{ASSETS_BASE}/").partition("?")[0])
    aspect = regions["height"] / regions["width"]
    image = element(
        "img",
        src=images[0],
        srcset=srcset(images),
        width=regions["width"],
        height=regions["height"],
        alt=diagram.data["alt"],
        fetchpriority="high",
    )
    choices = ", ".join(f"url('{url}') {density}x" for density, url in enumerate(images, 1))
    mask = f"mask-image: image-set({choices})"
    start, end = _shown_view(diagram)["span"]
    if diagram.week.side == "left":
        start, end = 1 - end, 1 - start
    straight = " straight" if _is_straight(diagram) else ""
    style = f"--aspect: {aspect:.5f}; --from: {start:.4f}; --to: {end:.4f}"
    return element(
        "div",
        image,
        _render_regions(diagram, regions, mask),
        class_=f"prerendered-plate {diagram.week.side}{straight}",
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


def _render_corner(data: Mapping[str, Any]) -> Markup:
    """The switches on the plate as the component draws them, inactive until it is mounted."""
    words = data["words"]
    dresses = {name: words[f"dress_{name}"] for name in ("load", "natural")}
    parts = [_render_choice(dresses, data["state"]["dress"])]
    if data["turnable"]:
        parts.append(element("button", words["turn"], type="button", class_="turn"))
    return element("div", *parts, class_="corner top-right", aria_hidden="true", inert=True)


def _render_bar(diagram: OpeningDiagram) -> Markup:
    """What lies below the plate: the views, and the places of bend and colour scale."""
    data = diagram.data
    words, shown = data["words"], _shown_view(diagram)
    names = {view["id"]: words["views"][view["id"]] for view in data["views"]}
    parts = []
    if len(names) > 1:
        choice = _render_choice if len(names) <= FEW_VIEWS else _render_collapsible_choice
        parts.append(choice(_without_shared_prefix(names), shown["id"]))
    if "bend" in data["controls"] and len(shown["frames"]) > 1:
        parts.append(element("div", class_="control"))
    parts.append(element("div", class_="legend"))
    return element("div", *parts, class_="bar-row", aria_hidden="true", inert=True)


def _render_collapsible_choice(names: Mapping[str, str], chosen: str) -> Markup:
    """A row of pills that becomes a list on a phone."""
    listed = element("select", element("option", names[chosen]), class_="box")
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
    return json.loads((catalog.ASSETS / file).read_text(encoding="utf-8"))
