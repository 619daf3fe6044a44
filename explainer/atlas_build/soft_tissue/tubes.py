"""Closed surfaces round a centre line: muscle bellies, tendons, bands, nerves and vessels."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from explainer.arrays import FloatArray, IntArray, smoothstep
from explainer.atlas_build.geometry.shapes import CAP_RINGS, Mesh, Solid, tube_triangles
from explainer.atlas_build.soft_tissue import bone_distance, fat_in_notch, rigid_distance
from explainer.atlas_build.soft_tissue.routes import Home, Route, home, route
from explainer.atlas_build.soft_tissue.section_packing import outline
from explainer.atlas_build.soft_tissue.stations import Form, forms
from explainer.atlas_build.soft_tissue.taut_strings import tied
from explainer.atlas_build.soft_tissue.tendon_share import tendon_share

TOUCH_MM = 0.25  # surfaces are lifted to at least this far off the bone
LIFT_MM = 4.0  # by no more than this in each go
GOES = 6
UNDER_MM = 0.6  # air under a band
EDGE_MM = 9.0  # how far past its edge a band still presses
HOLD_MM = 22.0  # a vertex further out than this is on the other side of the limb
OVER_MM = 1.2  # air between a band and what it passes over
RISE_MM = 9.0  # beside that, the band comes down to the bone again over this distance
UNCROSSED = ("infrapatellar_fat_pad",)  # all of it stays on one side of what holds it in
BAND_END_MM = 6.0  # beyond its ends it presses on nothing
LEAST_STRETCH, MOST_STRETCH = 0.6, 1.6  # bounds on the thickening of a belly that shortens
UNCOVERED = ("soleus",)  # does not cross the knee, but what pressed on it leaves it as it bends
SLACK_DEG = 30.0  # bend from which a belly has lost most of the shape its neighbours gave it
SLACK_ALONG_MM, SLACK_ROUND_DEG = 13.0, 16.0  # over which a slack belly evens out
MOST_SWELL, REFILLS = 1.18, 2  # a belly swells at most so much in each go, to keep its volume
EASE_ALONG_MM, EASE_ROUND_DEG = 6.0, 8.0  # and what is left of folds after it has been lifted


def _band(course: Home, form: Form) -> tuple[FloatArray, FloatArray]:
    """Offsets along u and v (rings, sides) of bands and cords: a bowed superellipse."""
    turn = 2 * np.pi * np.arange(form.sides) / form.sides
    angle = np.radians(course.angle_deg)[:, None]
    power = 2.0 / form.power
    c, s = np.cos(turn)[None], np.sin(turn)[None]
    across = course.width_mm[:, None] / 2 * np.sign(c) * np.abs(c) ** power
    through = course.depth_mm[:, None] / 2 * np.sign(s) * np.abs(s) ** power
    edge = across / np.maximum(course.width_mm[:, None] / 2, 1e-6)
    through = through - course.bow_mm[:, None] * (edge**2 - 1.0 / 3.0)
    return (
        across * np.cos(angle) - through * np.sin(angle),
        across * np.sin(angle) + through * np.cos(angle),
    )


def _section(structure: str) -> tuple[FloatArray, FloatArray]:
    """Offsets along u and v (rings, sides) of every section at 0 degrees."""
    form = forms()[structure]
    if form.kind != "belly":
        return _band(home(structure), form)
    radius = outline(structure)
    turn = 2 * np.pi * np.arange(form.sides) / form.sides
    return radius * np.cos(turn), radius * np.sin(turn)


def _capped(
    along_u: FloatArray, along_v: FloatArray, line_tangent: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray, FloatArray]:
    """Row index, size and outward shift of each row once both ends are rounded off.

    Returns row (r,), size (r,), shift (r, 3) and the poles' shift (2, 3).
    """
    rings = len(along_u)
    reach = 0.5 * np.minimum(np.ptp(along_u, axis=1), np.ptp(along_v, axis=1))[[0, -1]]
    reach = np.minimum(reach, 4.0)
    angle = np.linspace(0.0, np.pi / 2, CAP_RINGS + 2)[1:-1]
    size, out = np.sin(angle), np.cos(angle)
    row = np.clip(np.arange(-CAP_RINGS, rings + CAP_RINGS), 0, rings - 1)
    shift = np.zeros((len(row), 3))
    shift[:CAP_RINGS] = -line_tangent[0] * (reach[0] * out)[:, None]
    shift[-CAP_RINGS:] = line_tangent[-1] * (reach[1] * out[::-1])[:, None]
    scale = np.concatenate([size, np.ones(rings), size[::-1]])
    poles = np.stack([-line_tangent[0] * reach[0], line_tangent[-1] * reach[1]])
    return row, scale, shift, poles


def tube(structure: str, flexion_deg: float) -> Solid:
    """The closed surface of a swept structure at a bend of the knee, in K.

    Vertices and triangles correspond from one bend to the next. A belly that shortens grows
    thicker, so that it keeps its volume.
    """
    form, line, course = forms()[structure], route(structure, flexion_deg), home(structure)
    along_u, along_v = _section(structure)
    slack = _slack(structure, flexion_deg)
    if form.kind == "belly":
        thicker = 1.0 / np.sqrt(np.clip(line.stretch, LEAST_STRETCH, MOST_STRETCH))[:, None]
        flesh = 1.0 - np.clip(course.tendon, 0.0, 1.0)
        spread = slack * SLACK_ALONG_MM, slack * SLACK_ROUND_DEG
        along_u = _evened(along_u, line, *spread) * thicker
        along_v = _evened(along_v, line, *spread) * thicker
    row, scale, shift, poles = _capped(along_u, along_v, line.tangent)
    ring = (line.centre_mm[row] + shift)[:, None]
    ring = ring + (along_u[row] * scale[:, None])[..., None] * line.u[row][:, None]
    ring = ring + (along_v[row] * scale[:, None])[..., None] * line.v[row][:, None]
    ends = line.centre_mm[[0, -1]] + poles
    vertices = np.concatenate([ring.reshape(-1, 3), ends])
    vertices = _pressed(vertices, line, form, flexion_deg)
    ride = _ride_mm(vertices, line, form, flexion_deg)
    vertices = _lifted(vertices, form, flexion_deg, ride)
    triangles = _outward(tube_triangles(len(row), form.sides))
    if slack:
        wanted = home_volume_mm3(structure)
        for _ in range(REFILLS):
            vertices = _unfolded(vertices, line, row, shift, slack)
            middle = line.centre_mm[row] + shift
            vertices = _refilled(vertices, triangles, middle, flesh[row], wanted)
            vertices = _pressed(vertices, line, form, flexion_deg)
            vertices = _lifted(vertices, form, flexion_deg)
    if structure in UNCROSSED:
        pressed = fat_in_notch.pressed_up(vertices, form.sides, flexion_deg)
        if pressed is not vertices:
            vertices = _lifted(pressed, form, flexion_deg, notch_open=True)
    turn = np.arange(form.sides) / form.sides
    share = (course.arc_mm - course.arc_mm[0]) / (course.arc_mm[-1] - course.arc_mm[0])
    along = np.concatenate([np.repeat(share[row], form.sides), [0.0, 1.0]])
    around = np.concatenate([np.tile(turn, len(row)), [0.0, 0.0]])
    mesh = Mesh(vertices.astype(np.float32), triangles)
    return Solid(mesh, along, around, tendon_share(structure, along, around))


def _outward(triangles: NDArray[np.int32]) -> NDArray[np.int32]:
    """Sides run from u to v, which seen along the path is clockwise: turn the triangles over."""
    return triangles[:, ::-1].copy()


def _pressed(vertices: FloatArray, line: Route, form: Form, flexion_deg: float) -> FloatArray:
    """Vertices pressed back under all that lies over them: muscles first, then bands."""
    for muscle in form.beneath.split():
        firm = np.ones_like(home(muscle).tendon)
        vertices = _held(vertices, line, muscle, firm, flexion_deg)
    for band in form.under.split():
        one_side = form.structure in UNCROSSED
        vertices = _held(vertices, line, band, home(band).tendon, flexion_deg, one_side)
    return vertices


def _held(
    vertices: FloatArray,
    held: Route,
    band: str,
    firm: FloatArray,
    flexion_deg: float,
    one_side: bool = False,
) -> FloatArray:
    """Vertices that bulge through a band pressed back under it, smoothly past its edges.

    `firm` (rings of the band,) is how much of the bulge each of them presses back, 0..1. The held
    line may cross a band, unless it lies on `one_side` of it: that on which most of it lies.
    """
    line, course = route(band, flexion_deg), home(band)
    angle = np.radians(course.angle_deg)[:, None]
    major = np.cos(angle) * line.u + np.sin(angle) * line.v
    minor = np.cross(major, line.tangent)
    _, own = cKDTree(held.centre_mm).query(line.centre_mm)
    away = np.einsum("ij,ij->i", minor, line.centre_mm - held.centre_mm[own])
    if one_side:
        away = np.full_like(away, away.sum())
    minor *= np.where(away < 0, -1.0, 1.0)[:, None]
    _, at = cKDTree(line.centre_mm).query(vertices)
    offset = vertices - line.centre_mm[at]
    across = np.abs(np.einsum("ij,ij->i", offset, major[at]))
    out = np.einsum("ij,ij->i", offset, minor[at]) + course.depth_mm[at] / 2 + UNDER_MM
    beyond = np.abs(np.einsum("ij,ij->i", offset, line.tangent[at])) > BAND_END_MM
    half = course.width_mm[at] / 2
    grip = np.clip((half + EDGE_MM - across) / EDGE_MM, 0.0, 1.0) * ~beyond * firm[at]
    return vertices - (np.clip(out, 0.0, HOLD_MM) * grip)[:, None] * minor[at]


def _slack(structure: str, flexion_deg: float) -> float:
    """How far a belly has left the packed shape of the straight limb, 0 straight .. 1 well bent."""
    loosens = structure in tied() or structure in UNCOVERED
    if forms()[structure].kind != "belly" or not loosens:
        return 0.0
    return 1.0 - np.exp(-((flexion_deg / SLACK_DEG) ** 2))


@cache
def home_volume_mm3(structure: str) -> float:
    """Volume of a swept structure in the straight limb."""
    return tube(structure, 0.0).mesh.volume_mm3()


def _refilled(
    vertices: FloatArray,
    triangles: NDArray[np.int32],
    middle: FloatArray,
    flesh: FloatArray,
    wanted_mm3: float,
) -> FloatArray:
    """Rings swollen from their middles (rows, 3) until the volume is the wanted one.

    Only `flesh` (rows,) swells, 0 tendon .. 1 belly; poles stay.
    """
    now = Mesh(vertices.astype(np.float32), triangles).volume_mm3()
    swell = np.clip(np.sqrt(wanted_mm3 / max(now, 1.0)), 1.0, MOST_SWELL)
    rings = vertices[:-2].reshape(len(middle), -1, 3)
    grown = 1.0 + (swell - 1.0) * flesh[:, None, None]
    rings = middle[:, None] + (rings - middle[:, None]) * grown
    return np.concatenate([rings.reshape(-1, 3), vertices[-2:]])


def _evened(values: FloatArray, line: Route, along_mm: float, round_deg: float) -> FloatArray:
    """Values (rings, sides, ...) averaged along the course and round the section."""
    if along_mm == 0.0:
        return values
    ring_mm = np.linalg.norm(np.diff(line.centre_mm, axis=0), axis=1).mean()
    values = gaussian_filter1d(values, along_mm / ring_mm, axis=0, mode="nearest")
    return gaussian_filter1d(values, round_deg / 360.0 * values.shape[1], axis=1, mode="wrap")


def _unfolded(
    vertices: FloatArray, line: Route, row: IntArray, shift: FloatArray, slack: float
) -> FloatArray:
    """The rings' offsets from their middles evened out, so that no fold is left; poles stay."""
    middle = (line.centre_mm[row] + shift)[:, None]
    offset = vertices[:-2].reshape(len(row), -1, 3) - middle
    smooth = _evened(offset, line, slack * EASE_ALONG_MM, slack * EASE_ROUND_DEG)
    return np.concatenate([(middle + smooth).reshape(-1, 3), vertices[-2:]])


def _ride_mm(vertices: FloatArray, line: Route, form: Form, flexion_deg: float) -> FloatArray:
    """How far off the bone a band's vertices (n,) ride on what it passes over; 0 elsewhere."""
    ride = np.zeros(len(vertices))
    if not form.over:
        return ride
    _, at = cKDTree(line.centre_mm).query(vertices)
    away = rigid_distance.distance_mm(vertices, flexion_deg)
    inner = np.full(len(line.centre_mm), np.inf)
    np.minimum.at(inner, at, away)
    for name in form.over.split():
        other, course = route(name, flexion_deg), home(name)
        beside, nearest = cKDTree(other.centre_mm).query(vertices)
        share = 1.0 - smoothstep((beside - course.width_mm[nearest] / 2) / RISE_MM)
        height = share * (course.depth_mm[nearest] + OVER_MM)
        ride = np.maximum(ride, np.where(height > 0, height + away - inner[at], 0.0))
    return ride


def _lifted(
    vertices: FloatArray,
    form: Form,
    flexion_deg: float,
    ride_mm: FloatArray | float = 0.0,
    notch_open: bool = False,
) -> FloatArray:
    """Vertices moved off the bone, cartilage or meniscus they would cut into.

    `ride_mm` (n,) is how much further off each has to stay. A belly stays out of the notch as well,
    unless it is `notch_open`.
    """
    least = np.full(len(vertices), TOUCH_MM) + ride_mm
    flesh = form.kind == "belly" and not notch_open
    distance = rigid_distance.distance_for_flesh_mm if flesh else rigid_distance.distance_mm
    return bone_distance.pushed_out(vertices, least, flexion_deg, LIFT_MM, distance, GOES)
