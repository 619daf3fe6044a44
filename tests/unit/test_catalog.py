"""The catalog refuses bad data and says which file and key; what it lets in can be trusted."""

import json

import pytest

from explainer import catalog
from explainer.catalog.lists import SURFACES

GOOD = {
    "value": 2.0, "low": 1.0, "high": 3.0, "unit": "mm", "source": "kerdok_2002",
    "where": "abstract", "kind": "measured",
}  # fmt: skip
CACHED = (
    catalog.parameters, catalog.surfaces, catalog.structures, catalog.choices, catalog.sources,
    catalog.table, catalog.link_fields,
)  # fmt: skip


def toml(key: str, record: dict) -> str:
    lines = [f"[{key}]"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in record.items()]
    return "\n".join(lines)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty data folder in place of the real one, with the real list of sources."""
    (tmp_path / "sources.csv").write_bytes((catalog.DATA / "sources.csv").read_bytes())
    for folder in ("parameters", "structures"):
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(catalog, "DATA", tmp_path)
    for function in CACHED:
        function.cache_clear()
    yield tmp_path
    for function in CACHED:
        function.cache_clear()


def write(data, record: dict, key: str = "depth_mm", file: str = "one") -> None:
    (data / "parameters" / f"{file}.toml").write_text(toml(key, record), encoding="utf-8")


def test_a_good_record_is_read_whole(data):
    write(data, GOOD | {"people": "n = 8"})
    record = catalog.parameter("depth_mm")
    assert (record.value, record.low, record.high, record.unit) == (2.0, 1.0, 3.0, "mm")
    assert (record.source, record.where, record.people) == ("kerdok_2002", "abstract", "n = 8")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"low": 2.5}, "low <= value <= high"),
        ({"high": 1.5}, "low <= value <= high"),
        ({"value": "two"}, "value must be float"),
        ({"value": True}, "value must be float"),
        ({"unit": ""}, "unit is empty"),
        ({"where": ""}, "where is empty"),
        ({"source": "nobody_1900"}, "unknown source 'nobody_1900'"),
        ({"kind": "recalled"}, "kind must be one of"),
        ({"source": "ours"}, "reasoning in note"),
        ({"colour": "red"}, "unknown field 'colour'"),
    ],
)
def test_a_bad_record_is_refused_by_file_and_key(data, change, complaint):
    write(data, GOOD | change)
    with pytest.raises(catalog.CatalogError) as refused:
        catalog.parameters()
    assert complaint in str(refused.value)
    assert "one.toml" in str(refused.value)
    assert "depth_mm" in str(refused.value)


@pytest.mark.parametrize("missing", GOOD)
def test_a_missing_field_is_named(data, missing):
    write(data, {name: value for name, value in GOOD.items() if name != missing})
    with pytest.raises(catalog.CatalogError, match=f"depth_mm: {missing} is missing"):
        catalog.parameters()


def test_a_key_used_twice_is_refused(data):
    write(data, GOOD, file="one")
    write(data, GOOD, file="two")
    with pytest.raises(catalog.CatalogError, match=r"two\.toml: depth_mm: the key is used twice"):
        catalog.parameters()


def test_a_broken_file_is_named(data):
    (data / "parameters" / "one.toml").write_text("[depth", encoding="utf-8")
    with pytest.raises(catalog.CatalogError, match=r"one\.toml"):
        catalog.parameters()


def test_an_unknown_parameter_is_named():
    with pytest.raises(catalog.CatalogError, match="no parameter 'height_of_nonsense'"):
        catalog.parameter("height_of_nonsense")


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("x_mm,source,where\n1,,abstract\n", "line 2: source is missing"),
        ("x_mm,source,where\n1,kerdok_2002,\n", "line 2: where is missing"),
        ("x_mm,source,where\n1,nobody,abstract\n", "line 2: unknown source"),
        ("x_mm,source,where\n1,kerdok_2002,abstract,9\n", "line 2: wrong number of cells"),
        ("x_mm,source,where\n", "has no rows"),
    ],
)
def test_a_bad_table_is_refused_by_line(data, rows, complaint):
    (data / "widths.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(catalog.CatalogError, match=complaint):
        catalog.table("widths")


def test_a_table_gives_columns_of_numbers(data):
    text = "x_mm,source,where\n1.5,kerdok_2002,a\n,kerdok_2002,b\n"
    (data / "widths.csv").write_text(text, encoding="utf-8")
    numbers = catalog.table("widths").floats("x_mm")
    assert numbers[0] == 1.5
    assert numbers[1] != numbers[1]  # an empty cell is not a number
    with pytest.raises(catalog.CatalogError, match="no column 'y_mm'"):
        catalog.table("widths").floats("y_mm")


def test_a_ground_that_is_listed_once_only_is_named_with_both_files(data):
    records = {f"{ground}.stiffness_kn_m": GOOD for ground in (*SURFACES, "moon")}
    file = data / "surfaces.toml"
    file.write_text("\n".join(toml(*one) for one in records.items()), encoding="utf-8")
    with pytest.raises(catalog.CatalogError, match=r"surfaces\.toml: moon: not in .*lists\.py"):
        catalog.surfaces()
    del records["moon.stiffness_kn_m"], records[f"{SURFACES[-1]}.stiffness_kn_m"]
    file.write_text("\n".join(toml(*one) for one in records.items()), encoding="utf-8")
    without = rf"surfaces\.toml: {SURFACES[-1]}: no records here"
    with pytest.raises(catalog.CatalogError, match=without):
        catalog.surfaces()


def test_a_ground_without_a_letter_for_planned_days_is_named(data):
    letters = json.dumps({ground: ground[0] for ground in SURFACES[:-1]}).replace(":", " =")
    days = f'[days]\nkey = "days"\ndefault = ""\npacking = "days"\ncodes = {letters}\n'
    (data / "link_v2.toml").write_text(days, encoding="utf-8")
    (data / "scenario.toml").write_text("", encoding="utf-8")
    with pytest.raises(catalog.CatalogError, match=rf"link_v2\.toml: days: codes: {SURFACES[-1]}"):
        catalog.link_fields("2")


def test_options_come_from_a_list_that_is_there(data):
    file = data / "scenario.toml"
    file.write_text(toml("surface", {"default": "sand", "options_from": "surfaces"}))
    assert catalog.choices()["surface"].options == SURFACES
    catalog.choices.cache_clear()
    file.write_text(toml("surface", {"default": "sand", "options_from": "grounds"}))
    with pytest.raises(catalog.CatalogError, match=r"no list 'grounds' in .*lists\.py"):
        catalog.choices()


def test_all_data_of_the_project_is_good():
    assert catalog.parameters()
    assert catalog.surfaces()
    assert catalog.structures()
    assert catalog.choices()
    for file in catalog.DATA.rglob("*.csv"):
        if file.stem != "sources":
            catalog.table(str(file.relative_to(catalog.DATA).with_suffix("")))
