"""A held pose in words: what is longest behind the knee, and what must hold the leg."""

from __future__ import annotations

from explainer.model import held_pose
from explainer.model.held_pose import Pose
from explainer.scenario import PainPose
from explainer.words import Words

BETWEEN = "; "  # of names that hold a comma themselves
JOINTS = ("hip", "knee", "ankle")


def sentences(words: Words, pose: Pose, height_m: float) -> tuple[str, ...]:
    """What the leg's own answer says of a pose, with the bands that its table shows."""
    return longest(words, pose), holding(words, pose, height_m), words.text("limb.live.pose_proves")


def longest(words: Words, pose: Pose) -> str:
    """The muscles behind the knee that are longest, and whether they can be ranked."""
    groups = held_pose.ranked(pose)
    if not groups:
        return words.text("limb.live.pose_none")
    key = "pose_longest" if len(groups[0]) == 1 else "pose_alike"
    items = [
        words.text(
            "limb.spoken.pose_item",
            name=words.name(one.muscle),
            value=words.number(one.mm, 0),
            band=words.number(one.band_mm, 0),
        )
        for one in groups[0]
    ]
    return words.text(f"limb.live.{key}", list=BETWEEN.join(items))


def holding(words: Words, pose: Pose, height_m: float) -> str:
    """Which muscles hold the leg with the foot in the air."""
    names = [words.name(one.muscle) for one in held_pose.strongest(pose, height_m)]
    side = held_pose.holding_side(pose)
    return words.text(f"limb.live.hold_{side}", list=BETWEEN.join(names))


def where_it_hurts(words: Words, pose: PainPose) -> str:
    """The pose that hurts as the handout says it: its angles, and what is longest there."""
    said = ", ".join(
        _short_angle(words, joint, angle) for joint, angle in zip(JOINTS, pose, strict=True)
    )
    groups = held_pose.ranked(pose)
    if not groups:
        return words.text("limb.spoken.hurts_at_none", pose=said)
    names = BETWEEN.join(words.name(one.muscle) for one in groups[0])
    return words.text("limb.spoken.hurts_at", pose=said, list=names)


def _short_angle(words: Words, joint: str, angle_deg: float) -> str:
    """A joint's bend in two or three words."""
    if not round(angle_deg):
        return words.text(f"limb.spoken.{joint}_zero")
    key = f"limb.live.{joint}_{'less' if angle_deg < 0 else 'more'}"
    return words.text(key, value=words.number(abs(angle_deg), 0))


def joint_angles(words: Words, pose: Pose) -> tuple[str, ...]:
    """How hip, knee and ankle are bent, a sentence each."""
    found = []
    for joint, angle in zip(JOINTS, pose, strict=True):
        direction = "back" if round(angle) < 0 else "straight" if round(angle) == 0 else "bent"
        found.append(words.text(f"limb.spoken.{joint}_{direction}", angle=words.angle(abs(angle))))
    return tuple(found)
