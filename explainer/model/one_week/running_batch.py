"""Two weeks' ways of running as one batch of scenarios, each worked out once."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.arrays import FloatArray
from explainer.model.inputs import Runner, Running
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.loads import Response

M_PER_MILE = 1609.344  # by definition
LEGS = 2

Pairs = Sequence[tuple[Runner, Running]]


def batch_of(own: Pairs, compared: Pairs) -> tuple[ScenarioBatch, list[int], list[int]]:
    """The batch of both weeks, and where in it each run of the one and of the other stands.

    Runs that are alike share a scenario: most weeks hold one way of running seven times.
    """
    places = {pair: i for i, pair in enumerate(dict.fromkeys((*own, *compared)))}
    indices = ([places[pair] for pair in own], [places[pair] for pair in compared])
    return ScenarioBatch.from_pairs(list(places)), *indices


def steps_per_leg_per_mile(body: Response) -> FloatArray:
    """Steps of one leg in a mile: 1609.344 m / step length / 2, (scenes, 1 + draws); exact."""
    return M_PER_MILE / body.when.step_length_m / LEGS


def stance_impulse_bw_s_per_mile(body: Response) -> FloatArray:
    """Impulse of one leg's stances in a mile, (loads, scenes, 1 + draws).

    Of stance, because the published impulses stop at toe-off; what the hamstrings do in swing is a
    peak of its own.
    """
    return body.impulse_bw_s * steps_per_leg_per_mile(body)


def stance_impulse_n_s_per_mile(body: Response) -> FloatArray:
    """The same in newtons, in which runners of different weight compare."""
    return stance_impulse_bw_s_per_mile(body) * body.scenes.body_weight_n
