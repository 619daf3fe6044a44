"""Texts, numbers and their readability."""
