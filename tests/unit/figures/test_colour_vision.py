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
@pytest.mark.parametrize("measure", ["week", "step", "easy"])
def test_more_load_is_darker_for_every_eye(eye, measure):
    scale = load_colours.scales()[measure]
    values = [scale.full * (k / STEPS) ** (1 / scale.power) for k in range(STEPS + 1)]
    seen = [lightness(scale.colour(value), SEEN[eye]) for value in values]
    assert all(pale > deep for pale, deep in pairwise(seen))
    assert seen[0] - seen[-1] > LIGHTNESS_SPAN


@pytest.mark.parametrize("measure", ["week", "step", "easy"])
def test_the_scale_holds_no_red(measure):
    scale = load_colours.scales()[measure]
    for k in range(STEPS + 1):
        red, green, blue = scale.colour(scale.full * k / STEPS)
        assert red <= max(green, blue) + 8
