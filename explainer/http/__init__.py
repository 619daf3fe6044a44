"""Middleware and helpers of the web server that know nothing of the pages they serve."""
