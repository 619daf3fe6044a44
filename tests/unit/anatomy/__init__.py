"""What the app reads of the atlas."""
