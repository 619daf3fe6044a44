"""Tests without a browser, in folders that mirror explainer/."""
