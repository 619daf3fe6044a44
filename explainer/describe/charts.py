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
    joint, sentences = step.loads[JOINT], Sentences(words, "joint_curve")
    sentences.add("title")
    band = words.band(joint.peak_bw_low, joint.peak_bw_high, 1)
    sentences.add("peak", force=words.force(joint.peak_bw), band=band)
    sentences.add("ground")
    return f"{sentences} {ground_curve(words, step)}"


def ground_curve(words: Words, step: Step) -> str:
    """The push of the ground through one step."""
    sentences = Sentences(words, "force_curve")
    sentences.add("title")
    share = step.time_s[int(np.argmax(step.vertical_force_bw))] / step.contact_time_s
    sentences.add("peak", force=words.force(step.active_peak_bw), percent=words.percent(share))
    sentences.add("impact", force=words.force(step.impact_peak_bw))
    sentences.add("length", seconds=words.number(step.contact_time_s, 2))
    sentences.add("rate", rate=words.number(step.step_rate_spm, 0))
    return str(sentences)


def load_curve(words: Words, step: Step, load: str) -> str:
    """One muscle's, tendon's or joint's force from one contact of the foot to the next."""
    sentences, curve = Sentences(words, "load_curve"), step.loads[load]
    peak = int(np.argmax(curve.force_n))
    sentences.add("title", name=load_name(words, load))
    share = curve.percent_stride[peak] / 100
    sentences.add("peak", force=words.force(curve.peak_bw), percent=words.percent(share))
    sentences.add("moment_stance" if curve.peak_stance_n >= curve.peak_swing_n else "moment_swing")
    sentences.add("band", band=words.band(curve.peak_bw_low, curve.peak_bw_high, 1))
    return str(sentences)


def stride(words: Words, step: Step, loads: tuple[str, ...] = LIMB_LOADS) -> str:
    """When in a stride the two-joint muscles and their neighbour work, one after the other."""
    return " ".join(load_curve(words, step, load) for load in loads)


def miles_chart(words: Words, table: Sweep, scenario: Scenario, load: str) -> str:
    """One load against weekly miles: an even line, with the clinic's guide beside it."""
    sentences = Sentences(words, "miles_chart")
    sentences.add("title", name=load_name(words, load))
    sentences.add("line", distance=words.distance(float(table.miles[-1])))
    now = words.times(readings.read_value(table, "ratio", load, scenario))
    sentences.add(
        "now",
        distance=words.distance(scenario.miles),
        times=now,
        compared=compared(words, scenario),
    )
    sentences.add("guide", guide=words.distance(scenario.guide_miles))
    return str(sentences)


def step_chart(words: Words, weeks: tuple[Sweep, Sweep], scenario: Scenario) -> str:
    """The peak force of one step on each load in the two weeks, with the range of the second."""
    sentences, (now, after) = Sentences(words, "step_chart"), weeks
    second = readings.scenario_after_change(scenario)
    sentences.add("title")
    for load in now.loads:
        low, high = (
            readings.read_value(after, f"peak_bw_{end}", load, second) for end in ("low", "high")
        )
        sentences.add(
            "row",
            name=load_name(words, load),
            before=words.force(readings.read_value(now, "peak_bw", load, scenario)),
            after=words.force(readings.read_value(after, "peak_bw", load, second)),
            band=words.band(low, high, 1),
        )
    return str(sentences)


def ground_chart(words: Words, table: Sweep, scenario: Scenario, load: str) -> str:
    """One load's week on each ground, against the reference week."""
    sentences = Sentences(words, "ground_chart")
    sentences.add("title", name=load_name(words, load), compared=compared(words, scenario))
    lows, highs = [], []
    for surface in table.surfaces:
        on_surface = replace(scenario, surface=surface)
        ratio, low, high = (
            readings.read_value(table, f"ratio{end}", load, on_surface)
            for end in ("", "_low", "_high")
        )
        lows.append(low)
        highs.append(high)
        name = words.text(f"common.surfaces.{surface}.name")
        sentences.add("row", surface=name, times=times_with_band(words, ratio, low, high))
    if max(lows) <= min(highs):
        sentences.add("overlap")
    return str(sentences)


def runs_chart(words: Words, scenario: Scenario) -> str:
    """This week's longest run beside the longest of the past 30 days."""
    sentences = Sentences(words, "runs_chart")
    sentences.add("title")
    run, recent = scenario.longest_miles, scenario.recent_longest_miles
    sentences.add("line", run=words.distance(run), recent=words.distance(recent))
    return str(sentences)


def model_map(words: Words) -> str:
    """The model as a chain of boxes."""
    sentences, boxes = Sentences(words, "model_map"), words.table("model.boxes")
    runner, running = boxes.pop("runner"), boxes.pop("running")
    sentences.add("title")
    sentences.add("inputs", runner=runner, running=running)
    sentences.add("chain", chain="; ".join(boxes.values()))
    return str(sentences)
