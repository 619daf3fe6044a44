"""One step of a runner: timing, ground force, posture, and the load on every tissue."""
