"""Fine structure of tissue surfaces: muscle and tendon fibres, and the grain of bone.

Value noise on a hashed lattice: the same everywhere and for ever, with no stored random numbers.
"""

import numpy as np

from explainer.arrays import FloatArray, IntArray, smoothstep

FIBRE_OCTAVES = (  # lattice cells to a fibre width, length of a cell in widths, share, as grooves
    (0.35, 22.0, 0.40, False), (0.75, 75.0, 0.40, True), (1.6, 30.0, 0.34, False),
)  # fmt: skip
ASKEW = np.array([  # a rotation: the lattice of the grain must not line up with the picture
    [0.36, 0.48, -0.80], [-0.80, 0.60, 0.00], [0.48, 0.64, 0.60],
])  # fmt: skip
GROOVE_WIDTH = 0.30  # share of the noise's swing that a groove takes up
_MIX = np.uint32(0x7FEB352D)  # odd multipliers of the integer hash lowbias32 (Wellons 2018)
_MIX_AGAIN = np.uint32(0x846CA68B)


def _stirred(mixed: IntArray, axis: IntArray) -> IntArray:
    """A hash (uint32) with one more whole coordinate mixed in; shapes broadcast."""
    with np.errstate(over="ignore"):
        mixed = (mixed * np.uint32(0x9E3779B1)) ^ axis.astype(np.int64).astype(np.uint32)
        mixed ^= mixed >> np.uint32(16)
        mixed *= _MIX
        mixed ^= mixed >> np.uint32(15)
        mixed *= _MIX_AGAIN
        mixed ^= mixed >> np.uint32(16)
    return mixed


def _share(mixed: IntArray) -> FloatArray:
    """A hash (uint32) as a number 0..1."""
    return mixed.astype(np.float32) * np.float32(2.0**-32)


def _lattice(column: IntArray, row: IntArray, seed: int) -> FloatArray:
    """A number 0..1 for points of a plane lattice, whole coordinates whose shapes broadcast."""
    first = _stirred(np.zeros(1, np.uint32), column)
    return _share(_stirred(_stirred(first, row), np.array(seed)))


def flat_noise(u: FloatArray, v: FloatArray, period: int, seed: int) -> FloatArray:
    """Noise 0..1 at (u, v), all (n,); u repeats after `period` cells."""
    column, row = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
    right, down = (
        smoothstep((u - column).astype(np.float32)),
        smoothstep((v - row).astype(np.float32)),
    )
    here, there = column % period, (column + 1) % period
    first, last = int(row.min(initial=0)), int(row.max(initial=0)) + 1
    if (last - first + 1) * period < 4 * len(row):  # most lattice points are asked many times
        table = _lattice(np.arange(period), np.arange(first, last + 1)[:, None], seed).ravel()
        at = (row - first) * period
        corners = [table[at + place] for place in (here, there, here + period, there + period)]
    else:
        corners = [_lattice(c, r, seed) for r in (row, row + 1) for c in (here, there)]
    top = corners[0] * (1 - right) + corners[1] * right
    below = corners[2] * (1 - right) + corners[3] * right
    return top * (1 - down) + below * down


def solid_noise(points: FloatArray, seed: int) -> FloatArray:
    """Noise 0..1 at points (n, 3) given in cells."""
    cell = np.floor(points).astype(np.int64)
    part = smoothstep((points - cell).astype(np.float32))
    shares = [(1 - part[:, axis], part[:, axis]) for axis in range(3)]
    total = np.zeros(len(points), np.float32)
    layer, start = np.array(seed), np.zeros(1, np.uint32)
    for x, across in enumerate(shares[0]):
        column = _stirred(start, cell[:, 0] + x)
        for y, up in enumerate(shares[1]):
            row, area = _stirred(column, cell[:, 1] + y), across * up
            for z, deep in enumerate(shares[2]):
                corner = _stirred(_stirred(row, cell[:, 2] + z), layer)
                total += area * deep * _share(corner)
    return total


def fibres(
    around: FloatArray,
    along: FloatArray,
    girth_mm: float,
    length_mm: float,
    width_mm: float,
    seed: int,
    turns_per_px: FloatArray,
) -> FloatArray:
    """Fibre lines -1..1 on a swept structure, all arrays (n,).

    Lines run along the structure, `width_mm` apart at its mean girth, and fade out where the
    picture is too coarse to hold them (`turns_per_px`: change of `around` from pixel to pixel).
    """
    total = np.zeros(len(around), np.float32)
    for octave, (cells_per_width, cell_widths, share, grooved) in enumerate(FIBRE_OCTAVES):
        count = max(8, round(cells_per_width * girth_mm / width_mm))
        rows = length_mm / (width_mm * cell_widths)
        noise = 2.0 * flat_noise(around * count, along * rows, count, seed + octave) - 1.0
        resolved = np.clip(1.6 - 2.6 * turns_per_px * count, 0.0, 1.0)
        total += share * resolved * (_grooves(noise) if grooved else noise)
    return total


def _grooves(noise: FloatArray) -> FloatArray:
    """Thin dark lines (-1) where a noise changes sign, and a lit flank (0.35) between them."""
    return 1.35 * smoothstep(np.abs(noise) / GROOVE_WIDTH) - 1.0


def grain(points_mm: FloatArray, width_mm: float, seed: int) -> FloatArray:
    """Isotropic grain -1..1 at points (n, 3) in millimetres."""
    askew = np.stack([(points_mm * axis).sum(axis=1) for axis in ASKEW], axis=1)
    coarse = solid_noise(askew / (4.0 * width_mm), seed)
    fine = solid_noise(askew / width_mm, seed + 1)
    return (0.45 * coarse + 0.55 * fine) * 2.0 - 1.0
