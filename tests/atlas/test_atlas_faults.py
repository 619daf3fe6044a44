"""Faults that an anatomist saw in the plates: each with the place where the structure has to lie.

Heights are K y in millimetres; measured figures are those cited in anatomy/soft_stations.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from explainer import catalog
from explainer.atlas_build import posed_solids
from explainer.atlas_build.bones import bone_meshes
from explainer.atlas_build.geometry.shapes import Mesh, tube_triangles
from explainer.atlas_build.motion import poses
from explainer.atlas_build.rendering import plates, section_faces
from explainer.atlas_build.rendering.camera import Camera
from explainer.atlas_build.rendering.material import material
from explainer.atlas_build.rendering.raster import Item
from explainer.atlas_build.rendering.render_items import render_item
from explainer.atlas_build.soft_tissue import bone_distance, sheets, soft_solids, tubes

pytestmark = pytest.mark.geometry


@cache
def line(structure: str) -> np.ndarray:
    return soft_solids.path(structure, 0.0)


def level(structure: str, y_mm: float) -> np.ndarray:
    """Where a centre line passes a height, straight knee, (3,)."""
    return line(structure)[np.argmin(np.abs(line(structure)[:, 1] - y_mm))]


def section(mesh: Mesh, y_mm: float) -> tuple[float, float, np.ndarray, float]:
    """Area, long axis of the ellipse of the same moments, centroid (x, z) and front-back depth."""
    v, t = mesh.vertices_mm.astype(float), mesh.triangles
    above = v[:, 1] >= y_mm
    starts, ends = [], []
    for triangle in t[above[t].any(axis=1) & ~above[t].all(axis=1)]:
        for a, b in zip(triangle, np.roll(triangle, -1), strict=True):
            if above[a] != above[b]:
                share = (v[a, 1] - y_mm) / (v[a, 1] - v[b, 1])
                point = (v[a] + share * (v[b] - v[a]))[[0, 2]]
                (starts if above[a] else ends).append(point)
    p, q = np.array(starts), np.array(ends)
    origin = p.mean(axis=0)
    p, q = p - origin, q - origin
    wedge = p[:, 0] * q[:, 1] - q[:, 0] * p[:, 1]
    area = wedge.sum() / 2
    middle = ((p + q) * wedge[:, None]).sum(axis=0) / 6 / area
    pairs = [(p, p, 1.0), (q, q, 1.0), (p, q, 0.5), (q, p, 0.5)]
    moment = sum(
        w * np.einsum("n,ni,nj->ij", wedge, a, b) for a, b, w in pairs
    ) / 12 / area - np.outer(middle, middle)  # fmt: skip
    long_axis = 4 * np.sqrt(np.linalg.eigvalsh(moment)[-1])
    return abs(area), float(long_axis), middle + origin, float(np.ptp(p[:, 0]))


@cache
def swept(structure: str) -> Mesh:
    return tubes.tube(structure, 0.0).mesh


@cache
def popliteus() -> Mesh:
    return sheets.sheet("popliteus", 0.0).mesh


@pytest.mark.parametrize("y_mm", [-42.0, -50.0, -58.0, -66.0])
def test_the_artery_lies_on_popliteus_with_vein_and_nerve_behind_it(y_mm):
    artery, vein, nerve = (
        level(n, y_mm) for n in ("popliteal_artery", "popliteal_vein", "tibial_nerve")
    )
    v = popliteus().vertices_mm
    beside = v[(np.abs(v[:, 1] - y_mm) < 1.5) & (np.abs(v[:, 2] - artery[2]) < 2.0)]
    gap = beside[:, 0].min() - artery[0]
    print(y_mm, f"artery {gap:.1f} mm behind the back of the muscle")
    assert 2.4 < gap < 8.0  # its radius is 3 mm
    assert nerve[0] < vein[0] - 2.0 < artery[0] - 4.0


@pytest.mark.parametrize(("y_mm", "area_mm2", "z_mm"), [(-50.0, 405.0, 7.3), (-60.0, 450.0, 4.0)])
def test_popliteus_has_its_measured_section(y_mm, area_mm2, z_mm):
    area, long_mm, middle, _ = section(popliteus(), y_mm)
    print(y_mm, round(area), round(long_mm, 1), middle.round(1))
    assert area == pytest.approx(area_mm2, rel=0.2)
    assert middle[1] == pytest.approx(z_mm, abs=3.0)
    assert 30.0 < long_mm < 46.0


def test_the_sciatic_nerve_leaves_the_pelvis_through_its_foramen_behind_the_ischium():
    nerve = line("sciatic_nerve")
    off = bone_meshes.distance_mm("pelvis", nerve[nerve[:, 1] > 350.0])
    assert off.min() > 1.5
    assert nerve[0, 2] < -35.0  # within the pelvis
    above = nerve[np.argmin(np.abs(nerve[:, 1] - 439.0))]
    wing = above + np.array([0.0, 14.0, 12.0])  # the ilium roofs the foramen
    assert bone_meshes.distance_mm("pelvis", wing[None])[0] < 3.0
    hip = level("sciatic_nerve", 400.0)
    ischium = bone_meshes.mesh("pelvis").vertices_mm
    there = (np.abs(ischium[:, 1] - 400.0) < 3.0) & (np.abs(ischium[:, 2] - hip[2]) < 4.0)
    assert hip[0] < ischium[there][:, 0].min() - 2.0  # behind it


def test_adductor_magnus_leaves_a_hiatus_through_which_the_vessels_pass():
    v = swept("adductor_magnus").vertices_mm
    at = v[np.abs(v[:, 1] - 100.0) < 3.0]
    femur = bone_meshes.mesh("femur").vertices_mm
    shaft = femur[np.abs(femur[:, 1] - 100.0) < 3.0]
    assert at[:, 2].max() < shaft[:, 2].min() - 6.0  # a gap beside the bone
    for vessel in ("popliteal_artery", "popliteal_vein"):
        passes, above = level(vessel, 98.0), level(vessel, 148.0)
        assert passes[2] - 3.0 > at[:, 2].max() - 1.0
        belly = v[(np.abs(v[:, 1] - 148.0) < 3.0) & (np.abs(v[:, 2] - above[2]) < 4.0)]
        assert above[0] > belly[:, 0].max() - 1.0  # before the muscle, in its canal
    end = line("adductor_magnus")[-1]
    assert bone_distance.distance_mm(end[None], 0.0)[0] < 4.0
    _, wide, _, _ = section(swept("adductor_magnus"), 40.0)
    assert wide > 10.0  # living knee: 14 mm


@pytest.mark.parametrize(
    ("tendon", "y_mm", "foremost_mm"),
    [("biceps_femoris_long", 2.0, -26.0), ("gracilis", 5.0, -16.0), ("semitendinosus", 3.0, -34.0),
     ("sartorius", 5.0, -8.5)],
)  # fmt: skip
def test_tendons_of_the_hamstring_side_lie_as_far_forward_as_their_levers_allow(
    tendon, y_mm, foremost_mm
):
    assert level(tendon, y_mm)[0] > foremost_mm


def test_the_biceps_tendon_is_a_band():
    for y_mm in (20.0, 0.0):
        _, wide, _, _ = section(swept("biceps_femoris_long"), y_mm)
        assert wide > 11.0


def test_collateral_ligaments_have_their_own_size():
    area, wide, _, _ = section(swept("medial_collateral_ligament"), 0.0)
    assert 57.0 < area < 103.0
    assert wide > 18.0
    area, wide, _, _ = section(swept("lateral_collateral_ligament"), -20.0)
    assert 20.0 < area < 36.0
    assert wide > 7.0


@pytest.mark.parametrize("name", ["medial_collateral_ligament", "lateral_collateral_ligament"])
@pytest.mark.parametrize("flexion_deg", [0.0, 120.0])
def test_ends_of_collateral_ligaments_lie_on_the_bone(name, flexion_deg):
    mesh = tubes.tube(name, flexion_deg).mesh
    for pole in mesh.vertices_mm[-2:].astype(float):
        assert bone_distance.distance_mm(pole[None], flexion_deg)[0] < 3.5


@pytest.mark.parametrize("flexion_deg", [0.0, 90.0, 140.0])
def test_the_saw_runs_through_shaft_notch_and_tuberosity(flexion_deg):
    camera = plates.views()["sagittal"].bent(flexion_deg).camera

    def before(points: np.ndarray, body: str) -> np.ndarray:
        placed = poses.moved(np.atleast_2d(points), poses.pose(body, flexion_deg))
        return camera.depth_mm(placed) - camera.section_mm

    end = swept("patellar_ligament").vertices_mm.astype(float)
    end = before(end[end[:, 1] < line("patellar_ligament")[-1, 1] + 4.0], "tibia")
    assert end.min() < -1.5 < 1.5 < end.max()  # the ligament is sawn down to its end
    shaft = bone_meshes.mesh("femur").vertices_mm.astype(float)
    for y_mm in (60.0, 110.0, 160.0):
        side = before(shaft[np.abs(shaft[:, 1] - y_mm) < 3.0], "femur")
        assert side.min() < -5.0
        assert side.max() > 5.0
    roots = before(line("anterior_cruciate_ligament")[0], "femur")
    assert -5.0 < roots[0] < 2.0  # it springs from the wall that is sawn


@pytest.mark.parametrize("flexion_deg", [0.0, 90.0])
def test_the_cut_shows_both_cruciate_ligaments(flexion_deg, monkeypatch):
    monkeypatch.setattr(plates, "SUPERSAMPLE", 1)
    joint = posed_solids.solids(flexion_deg)
    names = [name for name in plates.views()["sagittal"].shows if name in JOINT_IN_THE_CUT]
    camera = replace(
        plates.views()["sagittal"].camera,
        left_mm=-70.0, top_mm=60.0, mm_per_px=0.5, width=280, height=280,
    )  # fmt: skip
    view = replace(plates.views()["sagittal"], camera=camera, shows=tuple(names), fills={})
    view = view.bent(flexion_deg)
    items = {name: render_item(name, joint[name]) for name in names}
    kinds = {name: catalog.structures()[name].kind for name in names}
    made_of = {name: material(name, kinds[name], joint[name]) for name in names}
    _, g = plates.drawn(view, items, joint, made_of)
    for side in ("anterior", "posterior"):
        seen = g.ident == g.ids.index(f"{side}_cruciate_ligament")
        assert seen.sum() * 0.25 > 150.0, side  # mm2 of the picture


JOINT_IN_THE_CUT = (
    "femur", "tibia", "femoral_cartilage", "tibial_cartilage_medial", "tibial_cartilage_lateral",
    "anterior_cruciate_ligament", "posterior_cruciate_ligament", "medial_meniscus",
    "lateral_meniscus",
)  # fmt: skip


def _ring_tube(centres: np.ndarray) -> Item:
    """A tube of square rings 4 mm wide along centres (n, 3) that run in x."""
    ring = 2.0 * np.array([[0, 1, 1], [0, 1, -1], [0, -1, -1], [0, -1, 1]])
    rings = (centres[:, None] + ring).reshape(-1, 3)
    vertices = np.vstack([rings, centres[[0, -1]]])
    mesh = Mesh(vertices.astype(np.float32), tube_triangles(len(centres), 4))
    if mesh.volume_mm3() < 0.0:
        mesh = Mesh(mesh.vertices_mm, mesh.triangles[:, ::-1].copy())
    return Item("m", mesh.vertices_mm, mesh.triangles, mesh.normals())


def test_a_fold_leaves_no_hole_in_a_cut_face():
    camera = Camera((1, 0, 0), (0, 1, 0), -10.0, 10.0, 0.5, 40, 40, 0.0)
    plain = section_faces.inside(_ring_tube(np.array([[-6.0, 0, 0], [6.0, 0, 0]])), camera)
    assert plain.sum() == 24 * 8
    first, second = (np.array([[a, 0.0, 0], [b, 0.0, 0]]) for a, b in ((-6, 2), (-2, 6)))
    parts = [_ring_tube(first), _ring_tube(second)]
    both = Item(
        "m",
        np.vstack([part.vertices_mm for part in parts]),
        np.vstack([parts[0].triangles, parts[1].triangles + len(parts[0].vertices_mm)]),
        np.vstack([part.normals for part in parts]),
    )
    np.testing.assert_array_equal(section_faces.inside(both, camera), plain)


@pytest.mark.parametrize("name", ["medial_meniscus", "lateral_meniscus"])
@pytest.mark.parametrize("flexion_deg", [45.0, 90.0, 120.0])
def test_a_meniscus_keeps_its_roots_on_the_shin(name, flexion_deg):
    home = posed_solids.rigid_at_home()[name]
    bent = posed_solids.menisci_at(flexion_deg)[name].mesh.vertices_mm.astype(float)
    back = poses.moved(bent, poses.inverse(poses.pose("tibia", flexion_deg)))
    moved_mm = np.linalg.norm(back - home.mesh.vertices_mm, axis=1)
    roots = np.minimum(home.along, 1.0 - home.along) < 0.03
    body = np.abs(home.along - 0.5) < 0.1
    print(name, flexion_deg, moved_mm[roots].max().round(2), moved_mm[body].mean().round(2))
    assert moved_mm[roots].max() < 0.4
    travel = poses.condyle_travel_mm(name.split("_")[0], flexion_deg)
    assert moved_mm[body].mean() > 0.5 * abs(travel[0])


def test_the_popliteofibular_ligament_is_slender():
    _, wide, _, _ = section(swept("popliteofibular_ligament"), -24.0)
    assert wide < 9.0
    ends = line("popliteofibular_ligament")[[0, -1]]
    assert 14.0 < np.linalg.norm(np.diff(ends, axis=0)) < 22.0  # 17.8 mm


@pytest.mark.parametrize("flexion_deg", [0.0, 90.0, 120.0])
def test_the_fat_pad_stays_behind_the_patellar_ligament(flexion_deg):
    ligament = tubes.route("patellar_ligament", flexion_deg)
    front = poses.pose("patella", flexion_deg)[:3, 0]
    pad = tubes.tube("infrapatellar_fat_pad", flexion_deg).mesh.vertices_mm.astype(float)
    at = np.argmin(((pad[:, None] - ligament.centre_mm) ** 2).sum(axis=2), axis=1)
    offset = pad - ligament.centre_mm[at]
    across = np.einsum("ij,ij->i", offset, ligament.u[at])
    under = (np.abs(across) < 9.0) & (at > 2) & (at < len(ligament.centre_mm) - 3)
    assert (offset[under] @ front).max() < 2.0  # the ligament is 5 mm thick
