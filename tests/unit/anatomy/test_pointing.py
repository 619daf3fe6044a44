"""What lies under the finger: known spots of the knee, and the order of the list."""

from types import SimpleNamespace

import numpy as np
import pytest

from explainer import catalog
from explainer.anatomy import atlas, pointing
from explainer.scenario import Mark
from explainer.words import Words

JOINT_FOLD_MM = (-10.0, 10.0)  # heights round the knee's centre


def course(structure: str, y_mm: float) -> Mark:
    """The place over a structure's centre line at a height."""
    line = atlas.load().path(structure)
    line = line[np.argsort(line[:, 1])]
    return Mark(float(np.interp(y_mm, line[:, 1], line[:, 2])), y_mm)


def names(mark: Mark) -> list[str]:
    return [one.structure for one in pointing.structures_under(mark)]


@pytest.mark.parametrize("y_mm", JOINT_FOLD_MM)
def test_over_the_inner_cord_the_finger_meets_the_semitendinosus_first(y_mm):
    found = pointing.structures_under(course("semitendinosus", y_mm))
    assert found[0].structure == "semitendinosus"
    assert found[0].place == "top"
    assert "semimembranosus" in [one.structure for one in found]


def test_in_the_middle_lie_nerve_vein_and_artery_and_none_is_to_be_pressed():
    found = {one.structure: one for one in pointing.structures_under(course("popliteal_vein", 0.0))}
    fossa = ("tibial_nerve", "popliteal_vein", "popliteal_artery")
    assert all(found[name].not_to_press for name in fossa)
    depths = [found[name].depth_mm for name in fossa]
    assert depths == sorted(depths)  # from back to front: nerve, vein, artery
    assert not found["posterior_capsule"].not_to_press


def test_beside_the_head_of_the_fibula_the_finger_meets_the_outer_hamstring():
    assert names(course("biceps_femoris_long", -20.0))[0] == "biceps_femoris_long"
    assert "common_fibular_nerve" in names(course("common_fibular_nerve", -20.0))


def test_tendons_ligaments_and_muscles_come_first_then_the_nearest():
    for mark in pointing.zones().values():
        found = pointing.structures_under(mark)
        kinds = [catalog.structures()[one.structure].kind for one in found]
        first = [kind in pointing.NAMED_FIRST for kind in kinds]
        assert first == sorted(first, reverse=True)
        for group in (True, False):
            far = [one.distance_mm for one, own in zip(found, first, strict=True) if own is group]
            assert far == sorted(far)


def test_nothing_in_front_of_the_bone_and_nothing_too_deep_is_listed():
    deepest = catalog.parameter("pointing_depth").value
    for z_mm in range(-50, 55, 15):
        for y_mm in range(-150, 170, 40):
            for one in pointing.structures_under(Mark(z_mm, y_mm)):
                assert 0 <= one.depth_mm <= deepest
                assert one.structure not in ("skin", "patella", "patellar_ligament")


def test_bone_ends_what_a_finger_feels_however_deep_it_is_asked(monkeypatch):
    parameters = {"pointing_depth": 200.0, "pointing_finger_radius": 8.0}
    given = lambda key: SimpleNamespace(value=parameters[key])  # noqa: E731
    monkeypatch.setattr(pointing.catalog, "parameter", given)
    above_the_hollow = Mark(2.0, 40.0)
    found = {one.structure for one in pointing.structures_under.__wrapped__(above_the_hollow)}
    kinds = {catalog.structures()[one].kind for one in found}
    assert "femur" in found
    assert not found & {"patella", "rectus_femoris", "quadriceps_tendon", "vastus_intermedius"}
    assert "muscle" in kinds


def test_beside_the_leg_there_is_nothing():
    assert pointing.structures_under(Mark(150.0, 0.0)) == ()


def test_a_moved_finger_finds_the_same_within_its_own_breadth():
    radius = catalog.parameter("pointing_finger_radius").value
    mark = course("tibial_nerve", 20.0)
    near = Mark(mark.z_mm + radius / 2, mark.y_mm)
    assert "tibial_nerve" in names(near)
    assert "tibial_nerve" not in names(Mark(mark.z_mm - 4 * radius, mark.y_mm))


def test_each_zone_is_its_own_and_its_words_name_what_lies_there():
    spoken = {zone["id"]: zone for zone in Words().tables("start.zones")}
    assert set(spoken) == set(pointing.zones())
    for name, mark in pointing.zones().items():
        assert pointing.zone(mark) == name
        first = pointing.structures_under(mark)[0].structure
        assert first in spoken[name]["structures"]


def test_the_outline_holds_the_whole_back_of_the_knee():
    rows = np.array(pointing.outline())
    assert (np.diff(rows[:, 0]) > 0).all()
    assert (rows[:, 1] < rows[:, 2]).all()
    for mark in pointing.zones().values():
        row = rows[np.abs(rows[:, 0] - mark.y_mm).argmin()]
        assert row[1] < mark.z_mm < row[2]
