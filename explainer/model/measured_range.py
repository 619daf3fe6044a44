"""How far measurements reach: which of a reader's choices lie beyond them."""

from __future__ import annotations

from collections.abc import Mapping

from explainer import catalog
from explainer.model.inputs import Running

REACH: Mapping[str, str] = {  # what can be chosen, and the record of how far it was measured
    "speed_m_s": "measured_speed_m_s",
    "slope_deg": "measured_slope_deg",
    "step_rate_change": "measured_step_rate_change",
}


UNMEASURED_SURFACES = ("uneven", "sand")  # energy and muscle activity only: no force, no moment


def unmeasured(running: Running) -> tuple[str, ...]:
    """Fields of a way of running that lie outside what was measured; () inside.

    The fields of REACH beyond their ranges, and "surface" where nobody measured a force.
    """
    reach = {name: catalog.parameter(key) for name, key in REACH.items()}
    beyond = tuple(
        name
        for name, record in reach.items()
        if not record.low <= getattr(running, name) <= record.high
    )
    return beyond + (("surface",) if running.surface in UNMEASURED_SURFACES else ())
