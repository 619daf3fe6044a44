"""A choice that is no number and none of a list: a place, a pose, a planned week, exercises."""

from __future__ import annotations

from typing import NamedTuple


class Camera(NamedTuple):
    """Where the reader looks from in the 3-D picture, in the scene's own units."""

    x: float
    y: float
    z: float


CAMERA_REACH = 6.0  # beyond this the knee is a dot
CAMERA_NEAR = 0.2  # closer than this the view is inside the bone


class Mark(NamedTuple):
    """Where it hurts, on the back of the knee: mm to the outer side and up, in frame K.

    Of a left knee too: a mark stays inner or outer when the side changes.
    """

    z_mm: float
    y_mm: float


MARK_REACH_MM = 250.0  # from low on the thigh to mid calf: what the pictures of the back hold


class PainPose(NamedTuple):
    """The pose in which it hurts, degrees; bent hip, bent knee and foot up are positive."""

    hip_deg: float
    knee_deg: float
    ankle_deg: float


POSE_CHOICES = ("hip_flexion_deg", "flexion_deg", "ankle_dorsiflexion_deg")  # of hip, knee, ankle


class Day(NamedTuple):
    """One day's run of a planned week; no run is 0 miles."""

    miles: float
    surface: str
    speed_m_s: float


DAYS_A_WEEK = 7


class PickedExercise(NamedTuple):
    """An exercise that the clinician picked for this patient; 0 is the usual dose of its record."""

    id: str
    sets: float = 0.0
    amount: float = 0.0  # of the record's unit: repeats, seconds or minutes
    per_day: float = 0.0
    days: float = 0.0  # a week


MOST_PICKED = 5  # of two, five and eight, older people did two best (henry_1999)
