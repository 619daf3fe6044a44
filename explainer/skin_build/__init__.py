"""Draws the skin of the back of the knee over the baked atlas, into assets/skin.

A small bake of its own: it reads the meshes and regions of assets/atlas and draws with the atlas'
camera, light and contour, so that skin and muscles lie exactly over each other.
"""
