"""What is left of a wall that the saw has taken away: a rim of bone round the foot of a ligament.

The cut through the knee takes off the wall from which a cruciate ligament springs. Straight, the
ligament still meets bone where it ends; as the knee bends beyond a right angle it turns away and
would end in the open joint. A rim of sawn bone about its foot shows what it holds on to.
"""

from dataclasses import replace

import numpy as np
from scipy import ndimage

from explainer.arrays import smoothstep
from explainer.atlas_build.rendering.raster import EMPTY, GBuffer

SPRINGS_FROM = {"anterior_cruciate_ligament": "femur"}  # whose origin the saw lays open, and where
LEFT_DEG = (85.0, 90.0)  # bends over which the rim comes to stand out
RIM_MM = 3.2  # its breadth
FOOT_ALONG = 0.12  # share of the ligament's course that it goes round


def left_standing(g: GBuffer, flexion_deg: float) -> GBuffer:
    """A section with the rims of sawn walls about the feet of ligaments."""
    low, high = LEFT_DEG
    rim_mm = RIM_MM * float(smoothstep(np.asarray((flexion_deg - low) / (high - low))))
    for name, bone in SPRINGS_FROM.items():
        if not rim_mm or name not in g.ids or bone not in g.ids:
            continue
        ligament = g.ident == g.ids.index(name)
        foot = ligament & (np.nan_to_num(g.along, nan=1.0) < FOOT_ALONG)
        if not foot.any():
            continue
        about = ndimage.distance_transform_edt(~foot) * g.camera.mm_per_px <= rim_mm
        rim = about & ~ligament & g.shown
        g = replace(
            g,
            ident=np.where(rim, g.ids.index(bone), g.ident).astype(g.ident.dtype),
            depth_mm=np.where(rim, g.camera.section_mm, g.depth_mm).astype(np.float32),
            normal=np.where(rim[..., None], np.array([0, 0, 1], np.float32), g.normal),
            cut=g.cut | rim,
            under=np.where(rim, EMPTY, g.under).astype(g.under.dtype),
        )
    return g
