"""Many scripts as one file, many sheets as another, at an address that moves with their content."""

import re

import pytest

from explainer.ui.joined import joined
from explainer.ui.stage import served


def test_a_components_scripts_are_one_file(tmp_path):
    near, far = tmp_path / "near", tmp_path / "far"
    near.mkdir()
    far.mkdir()
    (far / "b.js").write_text('import { C as D } from "./c.js";\nexport const b = () => D;\n')
    (far / "c.js").write_text("export class C {}\n")
    entry = near / "a.js"
    entry.write_text(
        'import { b } from "./far/b.js";\nimport {\n  C,\n} from "./far/c.js";\n'
        "export async function mount() {}\n"
    )
    folders = {"": near, "far": far}
    made = joined("knee", "a.js", folders)
    assert made.url.startswith("/assets/knee-")
    assert re.findall(r"^const (in_\w+)", made.text, flags=re.MULTILINE) == [
        "in_far_c", "in_far_b", "in_a",
    ]  # fmt: skip
    assert "const { C: D } = in_far_c;" in made.text
    assert made.text.endswith("export const { mount } = in_a;\n")
    entry.write_text('export * from "./far/b.js";\n')
    with pytest.raises(ValueError, match="cannot join"):
        joined("knee", "a.js", folders)
    (far / "c.js").write_text('import { b } from "./b.js";\n')
    entry.write_text('import { b } from "./far/b.js";\n')
    with pytest.raises(ValueError, match="circle"):
        joined("knee", "a.js", folders)


def test_every_style_sheet_is_joined_and_moves_the_address(tmp_path, monkeypatch):
    before = served.style()
    there = {file.name for file in served.STYLE.iterdir()}
    assert there == {f"{name}.css" for name in served.SHEETS}
    for name in served.SHEETS:
        text = (served.STYLE / f"{name}.css").read_text(encoding="utf-8")
        assert before.text.count(text) == 1
        (tmp_path / f"{name}.css").write_text(text, encoding="utf-8")
    monkeypatch.setattr(served, "STYLE", tmp_path)
    assert served.style.__wrapped__() == before
    (tmp_path / "pen.css").write_text(".pen { color: inherit; }", encoding="utf-8")
    assert served.style.__wrapped__().url != before.url
