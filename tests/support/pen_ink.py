"""Finds what the clinic's pen has drawn on a picture or a printed page."""

import numpy as np
from PIL import Image

from explainer.handout.picture import PEN_INK

INK_DISTANCE = 40  # of a pixel's three channels together from the pen's ink


def inked(image: Image.Image) -> np.ndarray:
    """[row, column] of every pixel in the pen's colour."""
    pixels = np.asarray(image.convert("RGB"), dtype=int)
    return np.argwhere(np.abs(pixels - PEN_INK).sum(axis=2) < INK_DISTANCE)
