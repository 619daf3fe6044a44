"""Bones with the cartilage and menisci on them, built once in the straight knee."""
