"""The load model: what a step, and a week of steps, asks of the tissues behind the knee.

Pure functions on numbers and arrays. Every constant is a record of assets/data with its source.

    inputs        what a reader chooses, with its valid ranges
    uncertainty   each constant as a central value and a sample; bands of figures
    one_step      gait -> ground -> muscles -> forces -> loads -> Step, for a batch of scenarios
    one_week      a week of runs against a reference week, damage index, the long run
    held_pose     a leg held still: lengths behind the knee, and what holds it in the air
    sweep         the same model over miles and surfaces, vectorised, for the diagram
    explain       terms behind each displayed number, provenance, tornado, fit of the ground force

What is left out, on purpose: ligaments, popliteus and plantaris (no running force is published),
motion out of the sagittal plane, fatigue within a run, repair and adaptation between runs, shoes
other than the one the group values were measured in, and any risk of injury.
"""

from explainer.catalog.lists import SURFACES
from explainer.model.inputs import FOOT_STRIKES, LOADS, Assumptions, Runner, Running
from explainer.model.one_step.ground import leg_stiffness_kn_m
from explainer.model.one_step.step_result import Load, Step, step
from explainer.model.one_week.long_run import LongRun, long_run
from explainer.model.one_week.reference import EASY, ReferenceWeek, usual_reference
from explainer.model.one_week.weekly_load import Week, WeekLoad, days, week

__all__ = [
    "EASY",
    "FOOT_STRIKES",
    "LOADS",
    "SURFACES",
    "Assumptions",
    "Load",
    "LongRun",
    "ReferenceWeek",
    "Runner",
    "Running",
    "Step",
    "Week",
    "WeekLoad",
    "days",
    "leg_stiffness_kn_m",
    "long_run",
    "step",
    "usual_reference",
    "week",
]
