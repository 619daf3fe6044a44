"""How long one run is against the longest of the last 30 days."""

from __future__ import annotations

from dataclasses import dataclass

from explainer import catalog
from explainer.model.inputs import MILES, check_range


@dataclass(frozen=True)
class LongRun:
    """One run against the longest of the last 30 days; the rate ratio is 1 for no jump."""

    jump: float  # share over the longest, 0 or less for none
    rate_ratio: float
    rate_ratio_low: float
    rate_ratio_high: float
    used: tuple[str, ...]


def long_run(run_miles: float, longest_recent_miles: float) -> LongRun:
    """How far a run jumps beyond the longest of the last 30 days, and the published rate ratio.

    Classes over 10, 30 and 100 %, from runsafe_2025 (5205 runners); up to 10 % is the class
    compared with. A rate ratio of overuse injuries of any kind, never a risk in 100.
    Raises ValueError unless run_miles is within MILES and longest_recent_miles above 0.
    """
    check_range("run_miles", run_miles, MILES)
    check_range("longest_recent_miles", longest_recent_miles, MILES)
    if longest_recent_miles == 0.0:
        raise ValueError(f"longest_recent_miles must be above 0, not {longest_recent_miles!r}")
    jump = run_miles / longest_recent_miles - 1.0
    for size in ("large", "middle", "small"):
        over = 1.0 + catalog.parameter(f"long_run_jump_{size}_from").value
        if run_miles > over * longest_recent_miles:
            size_record = catalog.parameter(f"long_run_jump_{size}")
            return LongRun(
                jump, size_record.value, size_record.low, size_record.high, (size_record.key,)
            )
    return LongRun(jump, 1.0, 1.0, 1.0, ("long_run_jump_small_from",))
