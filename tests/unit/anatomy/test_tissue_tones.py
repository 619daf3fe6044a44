"""The 3-D knee is painted as the plates are: tones and light of one file."""

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from explainer import catalog
from explainer.anatomy.atlas import DRESS_FILE, natural_colours
from explainer.anatomy.tissue_tones import tissue_tones
from explainer.ui import components

DRESS = tomllib.loads(DRESS_FILE.read_text(encoding="utf-8"))
SHADERS = Path(components.__file__).parent / "shared/web/mesh3d/shaders.js"


def test_every_kind_of_structure_has_its_tones():
    tones = tissue_tones()
    assert set(tones["tissues"]) == set(catalog.STRUCTURE_KINDS)
    for kind, row in tones["tissues"].items():
        assert row["tones"][1] == natural_colours()[kind]
        colours = [*row["tones"], row["face"], *tones["clay"], tones["line"]["natural"][0]]
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
        light = [sum(int(tone[at : at + 2], 16) for at in (1, 3, 5)) for tone in row["tones"]]
        assert light == sorted(light), f"{kind}: from shadow to light"
    assert tones["tissues"]["muscle"]["face"] == DRESS["tissue"]["muscle_cut"]["base"]


@pytest.mark.parametrize(("name", "key"), [("LAMP", "key"), ("LOW", "low")])
def test_the_lamps_stand_where_those_of_the_plates_do(name, key):
    found = re.search(rf"const vec3 {name} = vec3\(([^)]*)\)", SHADERS.read_text(encoding="utf-8"))
    shader = np.array([float(part) for part in found[1].split(",")])
    plate = np.array(DRESS["light"][key])
    np.testing.assert_allclose(shader, plate / np.linalg.norm(plate), atol=1e-3)
