"""What each picture shows, in words to be spoken, from the same result that the picture draws.

Every function returns whole sentences of assets/text/<language>/describe.toml, filled in; it reads
numbers from the result it is handed and computes no physiology.
"""

from explainer.describe.change import change_lines, list_differences, week
from explainer.describe.charts import (
    LIMB_LOADS,
    force_curve,
    ground_chart,
    ground_curve,
    load_curve,
    miles_chart,
    model_map,
    runs_chart,
    step_chart,
    stride,
)
from explainer.describe.diagram import diagram, subject_facts, week_answer
from explainer.describe.mark import groups, mark, zone
from explainer.describe.measured_ground import measured_ground, measured_grounds
from explainer.describe.plan import (
    jump,
    plan_steps,
    return_end,
    return_weeks,
    week_chart,
    week_days,
)
from explainer.describe.readings import (
    picture_value,
    read_value,
    scenario_after_change,
    steps_per_leg,
)
from explainer.describe.review import review
from explainer.describe.subject import unchosen_subject

__all__ = [
    "LIMB_LOADS",
    "change_lines",
    "diagram",
    "force_curve",
    "ground_chart",
    "ground_curve",
    "groups",
    "jump",
    "list_differences",
    "load_curve",
    "mark",
    "measured_ground",
    "measured_grounds",
    "miles_chart",
    "model_map",
    "picture_value",
    "plan_steps",
    "read_value",
    "return_end",
    "return_weeks",
    "review",
    "runs_chart",
    "scenario_after_change",
    "step_chart",
    "steps_per_leg",
    "stride",
    "subject_facts",
    "unchosen_subject",
    "week",
    "week_answer",
    "week_chart",
    "week_days",
    "zone",
]
