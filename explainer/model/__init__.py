"""The load model: what a step, and a week of steps, asks of the tissues behind the knee.

Pure functions on numbers and arrays. Every constant is a record of assets/data with its source.
"""

from explainer.model.ground import leg_stiffness_kn_m
from explainer.model.inputs import FOOT_STRIKES, LOADS, SURFACES, Assumptions, Runner, Running
from explainer.model.step import Load, Step, step
from explainer.model.week import LongRun, Week, WeekLoad, days, long_run, week

__all__ = [
    "FOOT_STRIKES",
    "LOADS",
    "SURFACES",
    "Assumptions",
    "Load",
    "LongRun",
    "Runner",
    "Running",
    "Step",
    "Week",
    "WeekLoad",
    "days",
    "leg_stiffness_kn_m",
    "long_run",
    "step",
    "week",
]
