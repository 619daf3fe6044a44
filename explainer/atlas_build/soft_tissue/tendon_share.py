"""Where a muscle shows tendon and where it shows flesh.

The stations say where a section is tendon altogether. Table `anatomy/soft_aponeuroses` adds the
broad sheets (aponeuroses) that spread from a tendon over one side of the belly and thin out to a
tip. Flesh and tendon meet in teeth, not along a line, because bundles of fibres end unevenly.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from explainer import catalog
from explainer.arrays import FloatArray, smoothstep
from explainer.atlas_build.soft_tissue.routes import home

EDGE_DEG = 24.0  # width of the soft side edge of a sheet, where fibres fan into it
TEETH = ((5, 1.3, 0.45), (11, 0.7, 0.35), (18, 2.1, 0.20))  # waves round a section, phase, share
TOOTH_ALONG = 0.016  # length of the teeth where a whole section turns to tendon
TOOTH_TIP = 0.16  # and at the tip of a sheet, as a share of the sheet
THIN = 0.40  # paleness that a sheet has lost at its tip


@cache
def _sheets(structure: str) -> tuple[tuple[float, ...], ...]:
    """Base, tip (shares of the length), centre and half width in degrees of each sheet."""
    table = catalog.table("anatomy/soft_aponeuroses").where(structure=structure)
    columns = [table.floats(name) for name in ("base", "tip", "centre_deg", "half_width_deg")]
    return tuple(zip(*columns, strict=True))


def tendon_share(structure: str, along: FloatArray, around: FloatArray) -> FloatArray:
    """0 red belly .. 1 pale tendon at vertices with these places along and around, (n,)."""
    course = home(structure)
    share = (course.arc_mm - course.arc_mm[0]) / (course.arc_mm[-1] - course.arc_mm[0])
    teeth = sum(part * np.sin(2 * np.pi * waves * around + phase) for waves, phase, part in TEETH)
    pale = smoothstep(np.interp(along + TOOTH_ALONG * teeth, share, course.tendon))
    for base, tip, centre, half in _sheets(structure):
        run = np.clip((along - base) / (tip - base) + TOOTH_TIP * teeth, 0.0, 1.0)
        width = half * np.sqrt(1.0 - run)
        turn = np.abs((around * 360.0 - centre + 180.0) % 360.0 - 180.0)
        inside = smoothstep((width - turn) / EDGE_DEG + 0.5) * smoothstep((1.0 - run) * 4.0)
        pale = np.maximum(pale, inside * (1.0 - THIN * run))
    return pale
