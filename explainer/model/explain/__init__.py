"""Explanation of the displayed numbers: terms, records, drivers of the band, fits."""
