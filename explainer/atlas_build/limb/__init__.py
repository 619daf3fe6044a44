"""The whole leg from the side: its bones as pictures, its muscles as ribbons."""
