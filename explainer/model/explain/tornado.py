"""Which constants drive a figure's band: read off the same draws that make the band."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from explainer.arrays import FloatArray
from explainer.model.explain.provenance import load_keys, surface_keys
from explainer.model.inputs import LOADS, Assumptions, Runner, Running
from explainer.model.one_step.gait import ScenarioBatch
from explainer.model.one_step.loads import respond
from explainer.model.uncertainty import BAND, Values, end_values, error_of, values_of


@dataclass(frozen=True)
class Swing:
    """What a figure becomes with one constant at the ends of its own 80 % band."""

    key: str
    at_low: float
    at_high: float
    share: float  # of the variance of the figure's logarithm over the draws

    @property
    def size(self) -> float:
        """How far the constant moves the figure from end to end."""
        return abs(self.at_high - self.at_low)


def tornado(
    runner: Runner,
    running: Running,
    load: str,
    figure: str = "peak_bw",
    assumptions: Assumptions | None = None,
) -> tuple[Swing, ...]:
    """Swings of one load's figure, largest first; constants that do not move it are left out.

    A straight line through the draws, log(figure) = a + sum of b_i x_i with x_i the log of each
    constant (or the constant itself where it may be 0 or less): the model is close to a product of
    its constants, so the line holds nearly all of the spread. Constants of one study that err
    together move together and stand under the first of them. figure is peak_n, peak_bw,
    peak_stance_n, peak_swing_n, impulse_bw_s, or stress_mpa where an area is measured.
    """
    assumptions = assumptions or Assumptions()
    values = values_of(assumptions)
    body = respond(ScenarioBatch.from_pairs([(runner, running)]), values, assumptions)
    outcomes = getattr(body, figure)[LOADS.index(load), 0]
    keys = _movers(runner, running, load, figure, assumptions)
    # constants that err together stand for each other: one line for all of them
    keys = list({error_of(key): key for key in reversed(keys)}.values())[::-1]
    offsets = [_distance(values[key]) for key in keys]
    logs = np.log(outcomes[1:])
    slopes = np.linalg.lstsq(np.array([np.ones(values.draws), *offsets]).T, logs, rcond=None)[0]
    swings = []
    for key, off, slope in zip(keys, offsets, slopes[1:], strict=True):
        low, high = (float(outcomes[0] * np.exp(slope * end)) for end in np.quantile(off, BAND))
        swings.append(Swing(key, low, high, float(slope**2 * off.var() / logs.var())))
    return tuple(sorted(swings, key=lambda swing: -swing.size))


def _distance(column: FloatArray) -> FloatArray:
    """How far each draw of a constant lies from its value, as a log where it can be one."""
    central, draws = column[0], column[1:]
    return np.log(draws / central) if column.min() > 0.0 else draws - central


def _movers(
    runner: Runner, running: Running, load: str, figure: str, assumptions: Assumptions
) -> list[str]:
    """Constants that have a range and move the figure, each tried alone at an end of it."""
    scenes = ScenarioBatch.from_pairs([(runner, running)])
    changed_keys = {key for key, _ in assumptions.changed}

    def figure_with(*more: tuple[str, float]) -> float:
        modified = replace(assumptions, changed=(*assumptions.changed, *more))
        body = respond(scenes, Values(modified, draws=0), modified)
        return float(getattr(body, figure)[LOADS.index(load), 0, 0])

    central, movers = figure_with(), []
    for key in load_keys(load) + surface_keys(running.surface):
        low, high = end_values(key)
        if key in changed_keys or low == high:
            continue
        if central != figure_with((key, low)) or central != figure_with((key, high)):
            movers.append(key)
    return movers
