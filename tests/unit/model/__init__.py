"""The load model."""
