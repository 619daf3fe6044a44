"""Muscles, tendons, ligaments, vessels, nerves and skin at any bend."""
