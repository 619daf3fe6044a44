"""Where a plate is seen from. Plate millimetres run right, up, and towards the viewer."""

from dataclasses import dataclass, replace

import numpy as np

from explainer.arrays import FloatArray


@dataclass(frozen=True)
class Camera:
    """Where a plate is seen from: unit vectors in frame K and the picture's place in mm.

    What stands nearer to the viewer than `section_mm` is sawn off; solids then show their inside.
    The saw may run aslant: depth is counted from a plane that comes towards the viewer by
    `section_slope` mm per mm of right and of up.
    """

    right: tuple[float, float, float]
    up: tuple[float, float, float]
    left_mm: float
    top_mm: float
    mm_per_px: float
    width: int
    height: int
    section_mm: float = np.inf
    section_slope: tuple[float, float] = (0.0, 0.0)

    @property
    def basis(self) -> FloatArray:
        """Rows right, up and towards the viewer, (3, 3)."""
        right, up = np.asarray(self.right, float), np.asarray(self.up, float)
        return np.stack([right, up, np.cross(right, up)])

    def scaled(self, factor: int) -> "Camera":
        """The same picture with `factor` times as many pixels along each side."""
        return replace(
            self,
            mm_per_px=self.mm_per_px / factor,
            width=self.width * factor,
            height=self.height * factor,
        )

    def window(self, left_px: int, top_px: int, width: int, height: int) -> "Camera":
        """A part of the picture, given in its pixels."""
        return replace(
            self,
            left_mm=self.left_mm + left_px * self.mm_per_px,
            top_mm=self.top_mm - top_px * self.mm_per_px,
            width=width,
            height=height,
        )

    def raised(self, angle_deg: float) -> "Camera":
        """The same picture from higher up: the viewer goes round `right` by this angle."""
        _, up, towards = self.basis
        turn = np.radians(angle_deg)
        return replace(self, up=tuple((up * np.cos(turn) - towards * np.sin(turn)).tolist()))

    def sawn_through(self, points_mm: FloatArray) -> "Camera":
        """The same picture, sawn along the plane nearest to three or more points (n, 3) of K."""
        right, up, towards = self.to_plate(points_mm).T
        place = np.stack([np.ones_like(right), right, up], axis=1)
        level, across, upwards = np.linalg.lstsq(place, towards, rcond=None)[0].tolist()
        return replace(self, section_mm=level, section_slope=(across, upwards))

    def depth_mm(self, points_mm: FloatArray) -> FloatArray:
        """How near to the viewer points (n, 3) of K stand, counted along the saw, (n,)."""
        return self._depth_mm(self.to_plate(points_mm))

    def _depth_mm(self, plate_mm: FloatArray) -> FloatArray:
        """As `depth_mm`, of points in plate millimetres (n, 3)."""
        if self.section_slope == (0.0, 0.0):
            return plate_mm[:, 2]
        return plate_mm[:, 2] - plate_mm[:, :2] @ np.asarray(self.section_slope)

    def to_plate(self, points_mm: FloatArray) -> FloatArray:
        """K millimetres (n, 3) to plate millimetres (n, 3): right, up, towards the viewer."""
        x, y, z = np.asarray(points_mm, float).T
        return np.stack([x * a + y * b + z * c for a, b, c in self.basis], axis=1)

    def to_pixels(self, points_mm: FloatArray) -> FloatArray:
        """K millimetres (n, 3) to pixels right and down, and depth_mm."""
        plate = self.to_plate(points_mm)
        across = (plate[:, 0] - self.left_mm) / self.mm_per_px
        down = (self.top_mm - plate[:, 1]) / self.mm_per_px
        return np.stack([across, down, self._depth_mm(plate)], axis=1)
