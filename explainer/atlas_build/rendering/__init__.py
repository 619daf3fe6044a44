"""Draws solids into shaded plates: rasteriser, materials, lighting, outlines of regions."""
