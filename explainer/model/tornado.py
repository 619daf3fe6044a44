"""Which constants drive a figure's band: each in turn at the two ends of its range."""

from __future__ import annotations

from dataclasses import dataclass, replace

from explainer.model.gait import Scenes
from explainer.model.inputs import LOADS, Assumptions, Runner, Running
from explainer.model.loads import respond
from explainer.model.uncertainty import end_values, values_of
from explainer.model.used import load_keys, surface_keys


@dataclass(frozen=True)
class Swing:
    """What a figure becomes with one constant at its low and at its high end."""

    key: str
    at_low: float
    at_high: float

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

    figure is peak_n, peak_bw, peak_stance_n, peak_swing_n, impulse_bw_s or stress_mpa.
    """
    assumptions = assumptions or Assumptions()
    scenes = Scenes.of([(runner, running)])

    def at(key: str, value: float) -> float:
        changed = (*(one for one in assumptions.changed if one[0] != key), (key, value))
        held = replace(assumptions, changed=changed)
        body = respond(scenes, values_of(held, draws=0), held)
        return float(getattr(body, figure)[LOADS.index(load), 0, 0])

    swings = []
    for key in load_keys(load) + surface_keys(running.surface):
        low, high = end_values(key)
        swing = Swing(key, at(key, low), at(key, high))
        if swing.size > 0.0:
            swings.append(swing)
    return tuple(sorted(swings, key=lambda swing: -swing.size))
