"""Everything the browser gets, in one plain value that changes only when its content does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from explainer import catalog
from explainer.anatomy import atlas
from explainer.anatomy.tissue_tones import tissue_tones
from explainer.describe import answer
from explainer.describe.readings import ComparedWeek
from explainer.describe.subject import Subject, part_kind, status_of
from explainer.figures import load_colours
from explainer.model.comparison import Comparison
from explainer.model.inputs import LOADS
from explainer.ui.components.knee_diagram import bundles, ground_strip, layers, plates, tables
from explainer.ui.components.knee_diagram.state import DiagramState
from explainer.words import Words
from explainer.words.amounts import STEPS_ROUNDED_TO

# Placeholders that the browser fills in: each goes through the text unchanged.
LIVE = (
    "bend", "button", "distance", "fields", "force", "high", "load", "low", "max", "min", "name",
    "on", "peak", "pulls", "ratio", "reference", "reference_on", "reference_steps",
    "reference_surface", "size", "steps", "stress", "surface", "typed", "value", "view",
)  # fmt: skip

CACHE_SIZE = 128  # pages in all their languages, of as many runners
# Text tables that go to the browser whole; a later one adds to the earlier ones.
TABLES = ("knee_diagram.live", "turning.live", "mark.live", "quiz.live", "answer.live", "zoom.live")


def full_payload(
    *,
    views: Sequence[str],
    compared: ComparedWeek,
    words: Words,
    state: DiagramState,
    changed: Sequence[tuple[str, Comparison]] = (),
    **changing: Any,
) -> dict[str, Any]:
    """The whole payload: what to draw, the table, the scales and every word.

    `changed` are the comparisons of a second week, see `model_cache.changed_weeks`.
    """
    cacheable = cacheable_payload(tuple(views), compared.comparison, words, tuple(changed))
    return cacheable | changing_payload(views=views, compared=compared, state=state, **changing)


def changing_payload(
    *, views: Sequence[str], compared: ComparedWeek, state: DiagramState, **changing: Any
) -> dict[str, Any]:
    """The part of the payload that changes with the reader's moves, and what to prefetch."""
    offered = {one["id"]: one for one in plates.view_frames(views)}
    shown_first = offered.get(state.knee_view, offered[views[0]])
    return {
        "preload_urls": plates.preload_urls(shown_first["frames"], state.flexion_deg),
        "css": bundles.style().relative_url,
        "script": bundles.script().relative_url,
        "state": state.for_browser(),
        "reference": {
            "kind": compared.reference_kind,
            "miles": compared.reference_miles,
            "after": compared.after,
            "colour_kind": compared.colour_kind,
            "colour_times": dict(
                zip(compared.comparison.loads, compared.colour_times, strict=False)
            ),
        },
        **changing,
    }


@lru_cache(maxsize=CACHE_SIZE)
def cacheable_payload(
    views: tuple[str, ...],
    table: Comparison | None,
    words: Words,
    changed: tuple[tuple[str, Comparison], ...] = (),
) -> dict[str, Any]:
    """The part of the payload that no move of the reader changes, cached across sessions."""
    scales = load_colours.scales() if table else {}
    most_miles = catalog.choices()["miles"].high
    return {
        "views": plates.view_frames(views),
        "knee": plates.knee3d_urls(),
        "tones": tissue_tones(),
        "most_bend_deg": plates.most_bend_deg(),
        "structures": structures(words),
        "layers": {layer: list(ids) for layer, ids in layers.structures_by_layer().items()},
        "table": tables.pack_comparison(table, most_miles, words) if table else None,
        **({"change": tables.pack_change(changed, most_miles, words)} if changed else {}),
        "ground": ground_strip.pack_strip(words) if table else None,
        "colours": {"stops": load_colours.STOPS, "clay": load_colours.CLAY},
        "scales": {name: asdict(one) for name, one in scales.items()},
        "answer": answer_rules(),
        "unit": unit(words),
        "language": words.language,
        "words": live_words(words, views, table),
    }


def structures(words: Words) -> dict[str, Any]:
    """Each structure's names, kind, load and natural colour, by id."""
    natural = atlas.natural_colours()
    found = {}
    for key, record in catalog.structures().items():
        clinical, plain = record.names[words.language], record.plain[words.language]
        name = words.name(key)
        found[key] = {
            "name": name,
            "other": clinical if name == plain else plain,
            "load": record.load,
            "kind": part_kind(record),
            "status": status_of(record),
            "colour": natural[record.kind],
        }
    return found


def answer_rules() -> dict[str, Any]:
    """What the browser composes the answer by, besides the words."""
    return {
        "sizes": [
            [name, below if math.isfinite(below) else None] for name, below in answer.sizes()
        ],
        "steps_rounded_to": STEPS_ROUNDED_TO,
        "steps_per_dot": answer.STEPS_PER_DOT,
        "least_clear_change": answer.LEAST_CLEAR_CHANGE,
        "whole_body_weights_from": answer.WHOLE_BODY_WEIGHTS_FROM,
    }


def subject(found: Subject) -> dict[str, Any]:
    """The part that the answer is about while none is chosen, and its load."""
    return {"part": asdict(found.part), "load": found.load}


def unit(words: Words) -> dict[str, Any]:
    """The distance unit shown: its name, its short form, and how many make a mile."""
    per_mile = words.per_mile
    return {"id": words.units, "per_mile": per_mile}


def live_words(words: Words, views: Sequence[str], table: Comparison | None) -> dict[str, Any]:
    """Every sentence the browser may need, its live placeholders kept as they are."""
    keep = {name: f"{{{name}}}" for name in LIVE}
    loads, surfaces = (LOADS, table.surfaces) if table else ((), ())
    live: dict[str, Any] = {}
    for table_name in TABLES:
        live |= words.table(table_name, **keep)
    if words.units == "km":
        live |= words.table("knee_diagram.km", **keep)
    named = dict.fromkeys((*views, *layers.LAYERS))
    return live | {
        "views": {view: words.text(f"common.options.knee_view.{view}") for view in named},
        "felt": words.table("skin.felt") if atlas.SKIN_VIEW in views else {},
        "loads": {load: words.text(f"common.loads.{load}") for load in loads},
        "surfaces": {one: words.text(f"common.surfaces.{one}.name") for one in surfaces},
        "grounds": {one: words.text(f"common.surfaces.{one}.on") for one in surfaces},
        "distances": words.items(f"common.units.{words.units}", value="{value}"),
        "register": words.register,
        "emphasis": words.table("common.options.emphasis"),
        "decimal": words.text("common.number.decimal"),
        "thousands": words.text("common.number.thousands"),
        "group_from": int(words.text("common.number.group_from")),
    }
