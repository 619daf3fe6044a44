"""The user interface in parts, without a browser."""
