"""The charts in words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explainer.describe import readings
from explainer.describe.sentences import Sentences, compared, load_name, times_with_band
from explainer.model import Step
from explainer.model.sweep import Sweep
from explainer.scenario import Scenario
from explainer.words import Words

JOINT = "tibiofemoral"
LIMB_LOADS = ("semimembranosus", "biceps_femoris_long", "gastrocnemius_medial", "soleus")


def force_curve(words: Words, step: Step) -> str:
    """The force in the joint through one step, and below it the push of the ground."""
    joint, said = step.loads[JOINT], Sentences(words, "joint_curve")
    said.add("title")
    band = words.band(joint.peak_bw_low, joint.peak_bw_high, 1)
    said.add("peak", force=words.force(joint.peak_bw), band=band)
    said.add("ground")
    return f"{said} {ground_curve(words, step)}"


def ground_curve(words: Words, step: Step) -> str:
    """The push of the ground through one step."""
    said = Sentences(words, "force_curve")
    said.add("title")
    share = step.time_s[int(np.argmax(step.vertical_force_bw))] / step.contact_time_s
    said.add("peak", force=words.force(step.active_peak_bw), percent=words.percent(share))
    said.add("impact", force=words.force(step.impact_peak_bw))
    said.add("length", seconds=words.number(step.contact_time_s, 2))
    said.add("rate", rate=words.number(step.step_rate_spm, 0))
    return str(said)


def load_curve(words: Words, step: Step, load: str) -> str:
    """One muscle's, tendon's or joint's force from one contact of the foot to the next."""
    said, curve = Sentences(words, "load_curve"), step.loads[load]
    peak = int(np.argmax(curve.force_n))
    said.add("title", name=load_name(words, load))
    share = curve.percent_stride[peak] / 100
    said.add("peak", force=words.force(curve.peak_bw), percent=words.percent(share))
    said.add("moment_stance" if curve.peak_stance_n >= curve.peak_swing_n else "moment_swing")
    said.add("band", band=words.band(curve.peak_bw_low, curve.peak_bw_high, 1))
    return str(said)


def stride(words: Words, step: Step, loads: tuple[str, ...] = LIMB_LOADS) -> str:
    """When in a stride the two-joint muscles and their neighbour work, one after the other."""
    return " ".join(load_curve(words, step, load) for load in loads)


def miles_chart(words: Words, table: Sweep, scenario: Scenario, load: str) -> str:
    """One load against weekly miles: an even line, with the clinic's guide beside it."""
    said = Sentences(words, "miles_chart")
    said.add("title", name=load_name(words, load))
    said.add("line", distance=words.distance(float(table.miles[-1])))
    now = words.times(readings.read_value(table, "ratio", load, scenario))
    said.add(
        "now",
        distance=words.distance(scenario.miles),
        times=now,
        compared=compared(words, scenario),
    )
    said.add("guide", guide=words.distance(scenario.guide_miles))
    return str(said)


def step_chart(words: Words, weeks: tuple[Sweep, Sweep], scenario: Scenario) -> str:
    """The peak force of one step on each load in the two weeks, with the range of the second."""
    said, (now, after) = Sentences(words, "step_chart"), weeks
    second = readings.scenario_after_change(scenario)
    said.add("title")
    for load in now.loads:
        low, high = (
            readings.read_value(after, f"peak_bw_{end}", load, second) for end in ("low", "high")
        )
        said.add(
            "row",
            name=load_name(words, load),
            before=words.force(readings.read_value(now, "peak_bw", load, scenario)),
            after=words.force(readings.read_value(after, "peak_bw", load, second)),
            band=words.band(low, high, 1),
        )
    return str(said)


def ground_chart(words: Words, table: Sweep, scenario: Scenario, load: str) -> str:
    """One load's week on each ground, against the reference week."""
    said = Sentences(words, "ground_chart")
    said.add("title", name=load_name(words, load), compared=compared(words, scenario))
    lows, highs = [], []
    for surface in table.surfaces:
        held = replace(scenario, surface=surface)
        ratio, low, high = (
            readings.read_value(table, f"ratio{end}", load, held) for end in ("", "_low", "_high")
        )
        lows.append(low)
        highs.append(high)
        name = words.text(f"common.surfaces.{surface}.name")
        said.add("row", surface=name, times=times_with_band(words, ratio, low, high))
    if max(lows) <= min(highs):
        said.add("overlap")
    return str(said)


def runs_chart(words: Words, scenario: Scenario) -> str:
    """This week's longest run beside the longest of the past 30 days."""
    said = Sentences(words, "runs_chart")
    said.add("title")
    run, recent = scenario.longest_miles, scenario.recent_longest_miles
    said.add("line", run=words.distance(run), recent=words.distance(recent))
    return str(said)


def model_map(words: Words) -> str:
    """The model as a chain of boxes."""
    said, boxes = Sentences(words, "model_map"), words.table("model.boxes")
    runner, running = boxes.pop("runner"), boxes.pop("running")
    said.add("title")
    said.add("inputs", runner=runner, running=running)
    said.add("chain", chain="; ".join(boxes.values()))
    return str(said)
