"""Small shapes before a camera that looks from behind, for tests of the painter's parts."""

import dataclasses

import numpy as np

from explainer.atlas_build.geometry.shapes import Solid
from explainer.atlas_build.rendering import raster
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.raster import GBuffer, Item
from tests.support.straight_tube import straight_tube

FROM_BEHIND = Camera((0, 0, 1), (0, 1, 0), -10.0, 10.0, 0.5, 40, 40)
SECTION = dataclasses.replace(FROM_BEHIND, section_mm=0.0)


def square(name: str, half_mm: float, x_mm: float) -> Item:
    """A square that faces backwards (-x), at depth x."""
    corners = [(x_mm, -1, -1), (x_mm, -1, 1), (x_mm, 1, 1), (x_mm, 1, -1)]
    vertices = np.array(corners, float) * [1, half_mm, half_mm]
    normals = np.tile([-1.0, 0.0, 0.0], (4, 1))
    return Item(name, vertices, np.array([[0, 1, 2], [0, 2, 3]]), normals)


def tube() -> Solid:
    """A muscle 16 mm long with a tendon at both ends."""
    ends = (0, 8, 0), (0, -8, 0)
    return straight_tube(*ends, 3.0, 2.0, rings=30, sides=16, tendon=[1, 0, 0, 0, 1])


def drawn(*items: Item, camera: Camera = FROM_BEHIND) -> GBuffer:
    """The items as a camera sees them."""
    return raster.draw(list(items), camera)
