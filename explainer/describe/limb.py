"""The running leg in words: its joint angles, active muscles, lengthened muscles."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from explainer import catalog
from explainer.anatomy import lengths
from explainer.describe import held_pose
from explainer.model import Step
from explainer.model.held_pose import EVEN_SHARE, Pose
from explainer.scenario import Scenario
from explainer.words import Words

AT_WORK_SHARE = 0.5  # of its own peak force: below this a muscle is not named as one that works
AddSentence = Callable[..., None]
CACHE_SIZE = 256  # postures, a few numbers each; most changes of a page leave the posture unchanged


def posture(words: Words, scenario: Scenario, step: Step) -> str:
    """The leg as the picture shows it. `step` is the one whose curves colour the picture."""
    sentences: list[str] = []

    def add(key: str, **values: object) -> None:
        sentences.append(words.text(f"limb.spoken.{key}", **values))

    cycling = scenario.limb_moved_by == "cycle"
    angles = stride_pose(scenario.cycle_percent) if cycling else scenario.own_pose
    if cycling:
        on_ground = scenario.cycle_percent <= catalog.parameter("stride_foot_off_percent").value
        percent = words.percent(scenario.cycle_percent / 100)
        add("moment_ground" if on_ground else "moment_air", percent=percent)
    sentences.extend(held_pose.joint_angles(words, angles))
    _describe_lengths(add, words, angles, names_longest=cycling)
    if cycling:
        _describe_working(add, words, working(step, scenario.cycle_percent))
    else:
        sentences.extend(held_pose.sentences(words, angles, scenario.height_m))
    return " ".join(sentences)


def stride_pose(percent: float) -> Pose:
    """Hip, knee and ankle at a moment of the measured stride, degrees."""
    steps, angles = lengths.stride_angles()
    hip, knee, ankle = (float(np.interp(percent, steps, row)) for row in angles)
    return hip, knee, ankle


def working(step: Step, percent: float) -> list[str]:
    """Loads of the leg's muscles that pull with at least half their own peak at this moment."""
    loads = dict.fromkeys(catalog.structures()[muscle].load for muscle in lengths.muscles())
    share_of_peak = {
        load: float(np.interp(percent, curve.percent_stride, curve.force_n)) / curve.peak_n
        for load in loads
        if (curve := step.loads[load])
    }
    return sorted((name for name, share in share_of_peak.items() if share >= AT_WORK_SHARE),
                  key=share_of_peak.__getitem__, reverse=True)  # fmt: skip


def _describe_lengths(add: AddSentence, words: Words, angles: Pose, names_longest: bool) -> None:
    """The longest two-joint muscle, where it is to be named, and the shortest, against standing."""
    change = _length_changes(angles)
    longest, shortest = max(change, key=change.__getitem__), min(change, key=change.__getitem__)
    if names_longest and change[longest] >= EVEN_SHARE:
        share = words.percent(change[longest], 1)
        add("longest", name=words.full_name(longest), percent=share)
    if change[shortest] <= -EVEN_SHARE:
        share = words.percent(-change[shortest], 1)
        add("shortest", name=words.full_name(shortest), percent=share)
    if max(change[longest], -change[shortest]) < EVEN_SHARE:
        add("even")


@lru_cache(maxsize=CACHE_SIZE)
def _length_changes(angles: Pose) -> dict[str, float]:
    """Each two-joint muscle's change of length against standing, as a share; not to be changed."""
    return {
        muscle: float(lengths.length_mm(muscle, *angles)) / lengths.standing_mm(muscle) - 1
        for muscle in lengths.two_joint()
    }


def _describe_working(add: AddSentence, words: Words, loads: list[str]) -> None:
    if loads:
        add("work", names="; ".join(words.text(f"common.loads.{load}") for load in loads))
    else:
        add("rest")
