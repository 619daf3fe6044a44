"""How deep the turning knee is laid open: the parts that stand in each of the four layers.

The layers are the depths of the plates of the back. A plate shows what its eye can see; a knee that
turns also has a front, so bones, cartilage and what holds the kneecap stay in every layer.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from explainer import catalog

FILE = catalog.DATA / "plates.toml"
LAYERS = ("posterior_superficial", "posterior_deep", "posterior_floor", "posterior_joint")
STAYING_KINDS = ("bone", "cartilage")
STAYING_SET = "extensor"


@cache
def structures_by_layer() -> Mapping[str, tuple[str, ...]]:
    """The structures of each layer, by its knee view; of the first layer all of them.

    A muscle that a plate shows cut back has no cut shape in three dimensions: it is left out.
    """
    views = tomllib.loads(FILE.read_text(encoding="utf-8"))
    sets = views.pop("sets")
    every = {key: one for key, one in catalog.structures().items() if one.is_of_knee}
    always = {key for key, record in every.items() if record.kind in STAYING_KINDS}
    always |= set(sets[STAYING_SET])
    found = {LAYERS[0]: tuple(every)}
    for layer in LAYERS[1:]:
        shown = (
            _expand_sets(views[layer]["shows"], sets) - set(views[layer].get("cut_back", ()))
            | always
        )
        found[layer] = tuple(key for key in every if key in shown)
    return found


def _expand_sets(shows: Sequence[str], sets: Mapping[str, Sequence[str]]) -> set[str]:
    """Structure ids, with "@name" replaced by the set of that name."""
    named = [sets[one[1:]] if one.startswith("@") else [one] for one in shows]
    return {key for group in named for key in group}
