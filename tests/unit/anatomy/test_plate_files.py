"""Which baked plate serves a bend where some are there at single density alone."""

import json

import pytest

from explainer.anatomy import atlas, plate_files
from explainer.ui.components.knee_diagram import plates


@pytest.fixture
def directory(tmp_path):
    """An atlas of one view: 0 and 15 degrees at both densities, 5 and 10 at 1x alone."""
    rows = []
    for bend, densities in ((0, (1, 2)), (5, (1,)), (10, (1,)), (15, (1, 2))):
        sheet = f"back-{bend}.json"
        pictures = [
            {"dress": dress, "density": one, "file": f"{dress}-{bend}@{one}x.webp"}
            for dress in ("natural", "clay")
            for one in densities
        ]
        rows.append({
            "view": "back", "flexion_deg": bend, "width": 4, "height": 8, "regions": sheet,
            "pictures": pictures,
        })  # fmt: skip
        drawn = {"origin_mm": [0, 0], "mm_per_px": 1.0, "axes": ["z", "y"], "regions": []}
        (tmp_path / sheet).write_text(json.dumps(drawn), encoding="utf-8")
    manifest = {"files": {}, "plates": rows}
    (tmp_path / atlas.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("flexion_deg", "sharp_deg"), [(5, 0), (7, 0), (8, 15), (10, 15)])
def test_what_is_printed_or_enlarged_has_double_density(directory, flexion_deg, sharp_deg):
    assert plate_files.nearest("back", flexion_deg, directory).plate.flexion_deg == sharp_deg


def test_a_browser_is_offered_the_densities_that_there_are(directory):
    sharp, passing = atlas.plates(directory)[:2]
    assert sharp.by_density("clay") == ["clay-0@1x.webp", "clay-0@2x.webp"]
    assert passing.by_density("clay") == ["clay-5@1x.webp"]
    assert plates.srcset(["a", "b"]) == "a 1x, b 2x"
    assert plates.srcset(["a"]) == "a 1x"


def test_a_view_has_both_densities_at_every_fifteenth_degree():
    """Up to 120 degrees: beyond them a view has its last bend alone at both."""
    for plate in atlas.plates():
        if plate.flexion_deg % 15 == 0 and plate.flexion_deg <= 120:
            assert len(plate.by_density("natural")) == len(plate.by_density("clay")) == 2
        else:
            assert plate.by_density("natural"), plate
