"""The knee bent beyond 100 degrees, where the calf meets the thigh."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from explainer.arrays import FloatArray, interpolate_columns
from explainer.atlas_build import posed_solids
from explainer.atlas_build.bones import menisci
from explainer.atlas_build.geometry.shapes import Solid, arc_length
from explainer.atlas_build.motion import poses
from explainer.atlas_build.rendering import plates, raster
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.render_items import render_item
from explainer.atlas_build.soft_tissue import (
    fat_in_notch,
    overlap,
    routes,
    sheets,
    soft_solids,
    tubes,
)
from explainer.atlas_build.soft_tissue.stations import forms

pytestmark = pytest.mark.geometry

NOTCH_MM = 15.0  # the notch lies so far to either side of the middle of the joint
STRONG = (105.0, 110.0, 115.0, 120.0, 125.0, 130.0, 135.0, 140.0)
PINHOLE_PX = 6  # slivers a third of a millimetre wide in corners, which the contours cover
COIL_DEG = 350.0  # two long waves turn by less in all, a loop by more
BAND_RADIUS_MM = 30.0
POKES_PX = 12  # of half a millimetre, at the band's edge
BAND_END_MM = 25.0  # on the shin it turns down to its tubercle


def as_swept(name: str, flexion_deg: float) -> Solid:
    """A structure of the joint at a bend; none of these makes room for others."""
    if name in posed_solids.rigid_at_home():
        if name in menisci.NAMES:
            return posed_solids.menisci_at(flexion_deg)[name]
        pose = poses.pose(poses.BODY_OF[name], flexion_deg)
        return posed_solids._moved(posed_solids.rigid_at_home()[name], pose)
    return (tubes.tube if name in forms() else sheets.sheet)(name, flexion_deg)


@pytest.mark.parametrize("flexion_deg", STRONG)
def test_no_page_is_seen_through_the_notch(flexion_deg):
    """Behind the notch lies the front of the joint: fat pad, kneecap and its ligament."""
    view = plates.views()["posterior_joint"]
    camera = view.bent(flexion_deg).camera
    drawn = np.zeros((camera.height, camera.width), bool)
    for name in view.shows:
        item = render_item(name, as_swept(name, flexion_deg))
        drawn |= np.isfinite(raster.silhouette(item, camera))
    holes = ndimage.binary_fill_holes(drawn) & ~drawn
    right = camera.left_mm + camera.mm_per_px * (np.arange(camera.width) + 0.5)
    seen = holes[:, np.abs(right) < NOTCH_MM].sum()
    print(flexion_deg, int(seen), "px of page")
    assert seen <= PINHOLE_PX


def test_the_fat_pad_is_pressed_up_only_once_the_kneecap_has_sunk_into_the_notch():
    vertices = np.random.default_rng(1).normal(size=(32 * 32 + 2, 3)) * 20.0
    assert fat_in_notch.pressed_up(vertices, 32, 100.0) is vertices
    moves = [np.abs(fat_in_notch.pressed_up(vertices, 32, b) - vertices).max() for b in (102, 106)]
    assert 0.0 < moves[0] < moves[1]


def turning_deg(line: FloatArray) -> float:
    """By how much a line (k, 3) turns in all, in steps of 3 mm."""
    arc = arc_length(line)
    step = np.diff(interpolate_columns(np.arange(0.0, arc[-1], 3.0), arc, line), axis=0)
    step /= np.linalg.norm(step, axis=1, keepdims=True)
    turn = np.clip((step[1:] * step[:-1]).sum(axis=1), -1.0, 1.0)
    return float(np.degrees(np.arccos(turn)).sum())


@pytest.mark.parametrize("flexion_deg", [105.0, 110.0, 120.0])
def test_a_slack_nerve_lies_in_long_waves_and_not_in_a_coil(flexion_deg):
    turns = {name: round(turning_deg(soft_solids.path(name, flexion_deg)))
             for name in routes.BRANCHES}  # fmt: skip
    print(flexion_deg, turns)
    assert max(turns.values()) < COIL_DEG


@pytest.mark.parametrize("flexion_deg", STRONG)
def test_the_outer_band_curves_over_the_condyle(flexion_deg):
    line = soft_solids.path("iliotibial_band", flexion_deg)
    arc = arc_length(line)
    radius = overlap.bend_radii_mm(line[arc < arc[-1] - BAND_END_MM]).min()
    print(flexion_deg, round(float(radius), 1), "mm")
    assert radius > BAND_RADIUS_MM


@pytest.mark.parametrize("flexion_deg", [120.0, 135.0, 140.0])
@pytest.mark.parametrize("under", ["vastus_lateralis", "lateral_collateral_ligament"])
def test_nothing_pokes_through_the_outer_band(under, flexion_deg):
    """Seen from the outer side: where both lie, the band lies nearer."""
    side = Camera((1, 0, 0), (0, 1, 0), -100.0, 120.0, 0.5, 400, 440)
    band, deeper = (
        raster.silhouette(render_item(name, tubes.tube(name, flexion_deg)), side)
        for name in ("iliotibial_band", under)
    )
    pokes = int((np.isfinite(band) & np.isfinite(deeper) & (deeper > band)).sum())
    print(under, flexion_deg, pokes, "px")
    assert pokes <= POKES_PX
