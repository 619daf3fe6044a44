"""The week that another one is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from explainer.model.inputs import MILES, Runner, Running, check_range

GUIDE_MILES = (
    15.0  # the clinic's guide unless the clinic moves it; a test holds it to scenario.toml
)
EASY = Running()  # an easy pace, level, on the road

Runs = tuple[tuple[Running, float], ...]  # each a way of running and its miles


class RunnerAndRuns(Protocol):
    """Whatever says who ran what in a week: a ReferenceWeek, or a Week of the model."""

    @property
    def runner(self) -> Runner:
        """Whose week it is."""

    @property
    def runs(self) -> Runs:
        """What was run."""


@dataclass(frozen=True)
class ReferenceWeek:
    """A runner's week, run by run. Raises ValueError for no run, or miles outside MILES."""

    runner: Runner
    runs: Runs

    def __post_init__(self) -> None:
        check_runs(self.runs)

    @property
    def miles(self) -> float:
        """Miles of all runs."""
        return sum(miles for _, miles in self.runs)


def usual_reference(runner: Runner, miles: float = GUIDE_MILES) -> ReferenceWeek:
    """Easy, level miles on the road by the same body: the reference until the reader names one."""
    return ReferenceWeek(runner, ((EASY, miles),))


def reference_of(runner: Runner, reference: RunnerAndRuns | None) -> ReferenceWeek:
    """The week that a runner's week is compared with.

    A week without running cannot be a reference: the usual one replaces it.
    """
    if reference is None:
        return usual_reference(runner)
    own_reference = ReferenceWeek(reference.runner, reference.runs)
    return own_reference if own_reference.miles > 0.0 else usual_reference(runner)


def check_runs(runs: Runs) -> None:
    """Raises ValueError for no run at all, and for miles, of one run or of all, outside MILES."""
    if not runs:
        raise ValueError("runs must hold at least one run")
    miles = [distance for _, distance in runs]
    for distance in (*miles, sum(miles)):
        check_range("miles", distance, MILES)
