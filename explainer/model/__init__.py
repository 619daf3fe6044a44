"""The load model: what a step, and a week of steps, asks of the tissues behind the knee.

Pure functions on numbers and arrays. Every constant is a record of assets/data with its source.

What is left out, on purpose: ligaments, popliteus and plantaris (no running force is published),
motion out of the sagittal plane, fatigue within a run, repair and adaptation between runs, shoes
other than the one the group values were measured in, and any risk of injury.
"""

from explainer.model.ground import leg_stiffness_kn_m
from explainer.model.inputs import FOOT_STRIKES, LOADS, SURFACES, Assumptions, Runner, Running
from explainer.model.step import Load, Step, step
from explainer.model.week import EASY, LongRun, Week, WeekLoad, days, long_run, week

__all__ = [
    "EASY",
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
