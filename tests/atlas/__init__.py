"""The baked knee and the leg against their measurements."""
