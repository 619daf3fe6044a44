"""What is laid over the baked plates: steps that read only `assets/atlas`, not its measurements."""
