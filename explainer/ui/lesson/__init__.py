"""The parts a lesson page is made of."""
