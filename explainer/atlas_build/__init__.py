"""Builds assets/atlas and assets/limb from measurements. The running app imports nothing from here.

    geometry     meshes, swept tubes, signed-distance fields, smooth curves through levels
    bones        femur, tibia, fibula, patella, cartilage, menisci as meshes in frame K
    motion       poses of each body at a bend, and the joint gap that they leave
    soft_tissue  stations -> routes -> section packing -> tubes, sheets and skin
    rendering    camera, rasteriser, materials, lighting, plates and their regions
    whole_limb   sacrum, foot, and the muscles of hip and foot that the knee does not need
    limb         the whole leg that runs: from the side, and in 3-D

`bake` writes the atlas, `report` compares what was built with what was measured. Frame K is
defined in `explainer.anatomy`.
"""
