"""The clay plates hold the tissue's fibres, and their mean brightness stays what it was."""

import json

import numpy as np
import pytest

from explainer.anatomy import atlas
from explainer.plate_finish import clay_fibres

SIZE_PX = 120
INNER = slice(30, 90)


def plates(stripes: float) -> tuple[np.ndarray, np.ndarray]:
    """A clay picture lit from the left, and its tissue: twice as dark, striped every 4 pixels."""
    light = np.linspace(120, 230, SIZE_PX)[None, :].repeat(SIZE_PX, 0)
    pattern = 0.5 * (1 + stripes * np.sin(np.arange(SIZE_PX) * np.pi / 2))[:, None]
    opaque = np.full((SIZE_PX, SIZE_PX), 255.0)
    pictures = (np.dstack([one, one, one, opaque]) for one in (light, light * pattern))
    clay, natural = (picture.round().astype(np.uint8) for picture in pictures)
    return clay, natural


def test_fibres_are_drawn_and_the_mean_stays():
    clay, natural = plates(stripes=0.2)
    drawn = clay_fibres.draw_fibres(clay, natural, 1)[INNER, INNER, 0].astype(float)
    before = clay[INNER, INNER, 0].astype(float)
    assert np.abs(drawn - before).mean() > 8, "the stripes are seen"
    assert drawn.mean() == pytest.approx(before.mean(), rel=0.02)
    columns = drawn.mean(axis=0) / before.mean(axis=0)
    assert columns == pytest.approx(np.ones_like(columns), abs=0.03), "the light is the clay's"


def test_a_tissue_of_one_brightness_changes_nothing():
    clay, natural = plates(stripes=0.0)
    drawn = clay_fibres.draw_fibres(clay, natural, 1).astype(int)
    assert np.abs(drawn - clay).max() <= 4  # rounding of the two pictures


def test_what_is_not_shown_stays_as_it_is():
    clay, natural = plates(stripes=0.2)
    clay[:20, :, 3] = 0
    assert (clay_fibres.draw_fibres(clay, natural, 1)[:20] == clay[:20]).all()


def test_every_clay_plate_was_drawn_over_by_this_step_as_it_is():
    manifest = json.loads((atlas.DIRECTORY / atlas.MANIFEST).read_text(encoding="utf-8"))
    assert manifest[clay_fibres.DONE] == clay_fibres.source_hash(), (
        "run make atlas: the fibres were drawn by another version of the step"
    )


def test_a_second_time_is_refused(tmp_path):
    manifest = tmp_path / atlas.MANIFEST
    manifest.write_text(json.dumps({clay_fibres.DONE: "", "plates": []}), encoding="utf-8")
    with pytest.raises(RuntimeError, match="bake the atlas first"):
        clay_fibres.finish(tmp_path)
