"""The ids that a new ground or language starts from; everything else is looked up by them.

Python and not TOML, so that the server can start, and say so, when a file of assets/data is broken.
"""

from __future__ import annotations

LANGUAGES = ("en", "es")  # texts: assets/text/<language>
SURFACES = ("asphalt", "concrete", "track", "treadmill", "grass", "dirt", "uneven", "sand")

# Lists that a choice of assets/data/scenario.toml may take as its options, by `options_from`.
BY_NAME = {"languages": LANGUAGES, "surfaces": SURFACES}
