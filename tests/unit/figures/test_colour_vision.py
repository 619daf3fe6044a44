"""The load colours under three simulated kinds of colour vision: still pale to deep."""

from itertools import pairwise

import numpy as np
import pytest

from explainer.figures import load_colours

# Linear sRGB seen without one kind of cone: Machado, Oliveira & Fernandes 2009, severity 1.0.
SEEN = {
    "all cones": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}  # fmt: skip
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])  # of linear sRGB, IEC 61966-2-1
LIGHTNESS_SPAN = 45.0  # CIE L*, of 100: pale and deep cannot be taken for one another
STEPS = 9


def lightness(rgb, seen):
    """CIE L* of sRGB 0..255 as that eye sees it."""
    value = np.asarray(rgb) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    luminance = float(LUMINANCE @ np.clip(np.asarray(seen) @ linear, 0, 1))
    cube = luminance ** (1 / 3) if luminance > 216 / 24389 else (24389 / 27 * luminance + 16) / 116
    return 116 * cube - 16


@pytest.mark.parametrize("eye", SEEN)
@pytest.mark.parametrize("measure", ["week", "step"])
def test_more_load_is_darker_for_every_eye(eye, measure):
    scale = load_colours.scales()[measure]
    values = [np.interp(k / STEPS, scale.places, scale.values) for k in range(STEPS + 1)]
    seen = [lightness(scale.colour(value), SEEN[eye]) for value in values]
    assert all(pale > deep for pale, deep in pairwise(seen))
    assert seen[0] - seen[-1] > LIGHTNESS_SPAN


@pytest.mark.parametrize("measure", ["week", "step"])
def test_the_scale_holds_no_red(measure):
    scale = load_colours.scales()[measure]
    for k in range(STEPS + 1):
        red, green, blue = scale.colour(scale.full * k / STEPS)
        assert red <= max(green, blue) + 8


def oklab(rgb):
    """OKLab of sRGB 0..255 (Ottosson 2020): equal distances look equally different."""
    value = np.asarray(rgb) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    cones = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    lab = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return np.asarray(lab) @ np.cbrt(np.asarray(cones) @ linear)  # fmt: skip


PLAIN_AT_TWO_METRES = 0.15  # OKLab: seven times the least difference seen side by side, 0.02


@pytest.mark.parametrize(
    ("one", "other"),
    [(12 / 15, 25 / 15), (12 / 25, 1.0), (20 / 15, 12 / 15), (10 / 20, 1.0), (40 / 20, 1.0)],
)
def test_a_week_and_its_change_are_plainly_different(one, other):
    """12 against 25 miles, beside the clinic's guide or one beside the other, and like pairs."""
    scale = load_colours.scales()["week"]
    apart = np.linalg.norm(oklab(scale.colour(one)) - oklab(scale.colour(other)))
    assert apart > PLAIN_AT_TWO_METRES


def test_a_quarter_of_the_ramp_lies_between_half_the_reference_and_the_whole():
    scale = load_colours.scales()["week"]
    assert scale.place(1.0) - scale.place(0.5) >= 0.25
    assert (scale.place(0.0), scale.place(3.0), scale.place(7.0)) == (0.0, 1.0, 1.0)
    assert 1.0 in scale.ticks, "the reference is marked"
