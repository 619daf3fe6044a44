"""What runs in the browser: each component with its Python side and its scripts."""
