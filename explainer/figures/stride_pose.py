"""A leg through one stride, from the side: when the two-joint muscles are long and when short."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from explainer import catalog
from explainer.figures import look
from explainer.scenario import Scenario
from explainer.words import Words

# Each bone and each muscle as the points it runs through.
BONES = (("hip", "knee"), ("knee", "ankle"), ("ankle", "sole", "toe", "ankle"))
MUSCLES = {
    "semimembranosus": ("sit_bone", "hamstring_end"),
    "gastrocnemius_medial": ("calf_start", "heel"),
}
BONE_LINE = {"color": look.QUIET, "width": 13}
JOINT = {"color": look.QUIET, "size": 19}
FRAME_MS = 90  # a stride in about two seconds: slow enough to follow
EVEN_PERCENT = 0.5  # a smaller change of length is called none
HEIGHT_PX = 520
SIDE_MM, ABOVE_MM, BELOW_MM = 470, 60, 900  # room for the foot at its furthest


def draw(scenario: Scenario, result: None, words: Words) -> go.Figure:
    """Measured mean joint angles of 46 runners at 2.5 m/s; a slider and a play button move them."""
    lengths = catalog.table("curves/muscle_lengths")
    moments = lengths.floats("stride_percent")
    figure = look.blank("", "", height_px=HEIGHT_PX)
    figure.add_traces(_traces(moments[0], words))
    figure.frames = [go.Frame(name=f"{m:g}", data=_traces(m, words)) for m in moments]
    figure.update_layout(sliders=[_slider(moments, words)], updatemenus=[_play(words)])
    figure.update_xaxes(visible=False, range=[-SIDE_MM, SIDE_MM])
    figure.update_yaxes(
        visible=False, range=[-BELOW_MM, ABOVE_MM], scaleanchor="x", rangemode="normal"
    )
    return figure


def pose(percent: float) -> dict[str, np.ndarray]:
    """Where each point of the leg is at a moment of the stride: (2,) mm, x forwards, y up.

    The origin is the hip. The pelvis stays upright; thigh, leg and foot turn about hip, knee and
    ankle by the mean angles.
    """
    angles = catalog.table("curves/limb_angles")
    hip, knee, ankle = (
        np.interp(percent, angles.floats("stride_percent"), angles.floats(f"{joint}_deg"))
        for joint in ("hip_flexion", "knee_flexion", "ankle_dorsiflexion")
    )
    points = {
        row["point"]: (row["body"], np.array([float(row["x_mm"]), float(row["y_mm"])]))
        for row in catalog.table("anatomy/limb_points")
    }
    turns = {"pelvis": (), "femur": ((hip, "hip"),)}
    turns["tibia"] = ((-knee, "knee"), *turns["femur"])
    turns["foot"] = ((ankle, "ankle"), *turns["tibia"])
    placed = {}
    for name, (body, place) in points.items():
        for degrees, centre in turns[body]:
            place = _turned(place, points[centre][1], degrees)
        placed[name] = place
    return placed


def _turned(place: np.ndarray, centre: np.ndarray, degrees: float) -> np.ndarray:
    """A point turned about a centre; positive swings what hangs below it forwards."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return centre + np.array([[c, -s], [s, c]]) @ (place - centre)


def length_change_percent(muscle: str, percent: float) -> float:
    """A muscle's length against standing, in per cent, at a moment of the stride."""
    table = catalog.table("curves/muscle_lengths")
    column = table.floats(f"{muscle}_percent")
    return float(np.interp(percent, table.floats("stride_percent"), column))


def _traces(percent: float, words: Words) -> list[go.Scatter]:
    placed = pose(percent)

    def line(points: tuple[str, ...], **style: object) -> go.Scatter:
        x, y = np.array([placed[point] for point in points]).T
        return go.Scatter(x=x, y=y, hoverinfo="skip", **style)

    bones = [
        line(bone, mode="lines+markers", showlegend=False, line=BONE_LINE, marker=JOINT)
        for bone in BONES
    ]
    muscles = []
    for (muscle, points), ink in zip(MUSCLES.items(), look.INKS, strict=False):
        change = length_change_percent(muscle, percent)
        name = f"{words.text(f'common.loads.{muscle}')}: {_said(change, words)}"
        style = {"color": ink, "width": 7 + 0.5 * change}
        muscles.append(line(points, mode="lines", name=name, line=style))
    return bones + muscles


def _said(change: float, words: Words) -> str:
    if abs(change) < EVEN_PERCENT:
        return words.text("hamstrings_calf.same")
    key = "longer" if change > 0 else "shorter"
    return f"{words.percent(abs(change) / 100, 1)} {words.text(f'hamstrings_calf.{key}')}"


def _slider(moments: np.ndarray, words: Words) -> dict:
    steps = [
        {"label": f"{m:g}%", "method": "animate", "args": [[f"{m:g}"], _at_once()]} for m in moments
    ]
    title = {"prefix": f"{words.text('hamstrings_calf.cycle_label')}: ", "font": {"size": 15}}
    return {"steps": steps, "currentvalue": title, "pad": {"t": 4}, "x": 0.16, "len": 0.84}


def _play(words: Words) -> dict:
    moving = {"frame": {"duration": FRAME_MS, "redraw": False}, "transition": {"duration": 0}}
    buttons = [
        {
            "label": words.text("common.buttons.play"),
            "method": "animate",
            "args": [None, moving | {"fromcurrent": True}],
        },
        {
            "label": words.text("common.buttons.pause"),
            "method": "animate",
            "args": [[None], _at_once()],
        },
    ]
    return {
        "type": "buttons", "direction": "down", "showactive": False, "buttons": buttons,
        "bgcolor": look.CLEAR, "bordercolor": look.QUIET,
        "x": 0.0, "y": -0.02, "xanchor": "left", "yanchor": "top",
    }  # fmt: skip


def _at_once() -> dict:
    frame = {"duration": 0, "redraw": False}
    return {"mode": "immediate", "frame": frame, "transition": {"duration": 0}}
