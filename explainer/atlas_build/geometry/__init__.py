"""Shapes without anatomy: meshes, tubes, signed-distance fields and smooth curves."""
