"""Fine structure of tissue surfaces: muscle and tendon fibres, and the grain of bone.

Value noise on a hashed lattice: the same everywhere and for ever, with no stored random numbers.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating]
IntArray = NDArray[np.integer]

FIBRE_LENGTH = 16.0  # a fibre is seen this many times longer than it is wide
_MIX = np.uint32(0x7FEB352D)  # odd multipliers of the integer hash lowbias32 (Wellons 2018)
_MIX_AGAIN = np.uint32(0x846CA68B)


def _hashed(*lattice: IntArray) -> FloatArray:
    """A number 0..1 for every lattice point, from whole coordinates of equal shape."""
    with np.errstate(over="ignore"):
        mixed = np.zeros(np.shape(lattice[0]), np.uint32)
        for axis in lattice:
            mixed = (mixed * np.uint32(0x9E3779B1)) ^ axis.astype(np.int64).astype(np.uint32)
            mixed ^= mixed >> np.uint32(16)
            mixed *= _MIX
            mixed ^= mixed >> np.uint32(15)
            mixed *= _MIX_AGAIN
            mixed ^= mixed >> np.uint32(16)
    return mixed.astype(np.float32) * np.float32(2.0**-32)


def _eased(fraction: FloatArray) -> FloatArray:
    """Cubic step: flat at lattice points, so that no lattice line shows."""
    return fraction * fraction * (3.0 - 2.0 * fraction)


def flat_noise(u: FloatArray, v: FloatArray, period: IntArray, seed: int) -> FloatArray:
    """Noise 0..1 at (u, v), all (n,); u repeats after `period` cells."""
    column, row = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
    right, down = _eased((u - column).astype(np.float32)), _eased((v - row).astype(np.float32))
    layer = np.full(column.shape, seed, np.int64)
    here, there = column % period, (column + 1) % period
    top = _hashed(here, row, layer) * (1 - right) + _hashed(there, row, layer) * right
    below = _hashed(here, row + 1, layer) * (1 - right) + _hashed(there, row + 1, layer) * right
    return top * (1 - down) + below * down


def solid_noise(points: FloatArray, seed: int) -> FloatArray:
    """Noise 0..1 at points (n, 3) given in cells."""
    cell = np.floor(points).astype(np.int64)
    part = _eased((points - cell).astype(np.float32))
    layer = np.full(len(points), seed, np.int64)
    total = np.zeros(len(points), np.float32)
    for corner in np.ndindex(2, 2, 2):
        weight = np.prod(np.where(corner, part, 1 - part), axis=1)
        total += weight * _hashed(*(cell + corner).T, layer)
    return total


def fibres(
    around: FloatArray, along: FloatArray, girth_mm: float, length_mm: float, width_mm: float,
    seed: int, turns_per_px: FloatArray,
) -> FloatArray:
    """Fibre lines -1..1 on a swept structure, all arrays (n,).

    Lines run along the structure, `width_mm` apart at its mean girth, and fade out where the
    picture is too coarse to hold them (`turns_per_px`: change of `around` from pixel to pixel).
    """
    total = np.zeros(len(around), np.float32)
    for octave, share in ((1, 0.55), (2, 0.45)):
        count = max(8, round(octave * girth_mm / (2.0 * width_mm)))
        rows = octave * length_mm / (2.0 * width_mm * FIBRE_LENGTH)
        noise = flat_noise(around * count, along * rows, np.int64(count), seed + octave)
        resolved = np.clip(1.5 - 2.5 * turns_per_px * count, 0.0, 1.0)
        total += share * resolved * (2.0 * noise - 1.0)
    return total


def grain(points_mm: FloatArray, width_mm: float, seed: int) -> FloatArray:
    """Isotropic grain -1..1 at points (n, 3) in millimetres."""
    coarse = solid_noise(points_mm / (4.0 * width_mm), seed)
    fine = solid_noise(points_mm / width_mm, seed + 1)
    return (0.45 * coarse + 0.55 * fine) * 2.0 - 1.0
