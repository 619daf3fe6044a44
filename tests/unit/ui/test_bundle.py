"""Many scripts as one file, many sheets as another, at an address that moves with their content."""

import re

import pytest

from explainer.ui.components.knee_diagram import bundles
from explainer.ui.components.shared.bundle import bundle_scripts, strip_comments


def test_a_components_scripts_are_one_file(tmp_path):
    near, far = tmp_path / "near", tmp_path / "far"
    near.mkdir()
    far.mkdir()
    (far / "b.js").write_text('import { C as D } from "./c.js";\nexport const b = () => D;\n')
    (far / "c.js").write_text("export class C {}\n")
    entry = near / "a.js"
    entry.write_text(
        'import { b } from "../far/b.js";\nimport {\n  C,\n} from "../far/c.js";\n'
        "export async function mount() {}\n"
    )
    made = bundle_scripts("knee", entry)
    assert made.url.startswith("/assets/knee-")
    assert re.findall(r"^const (module_\w+)", made.text, flags=re.MULTILINE) == [
        "module_0_c", "module_1_b", "module_2_a",
    ]  # fmt: skip
    assert "const { C: D } = module_0_c;" in made.text
    assert made.text.endswith("export const { mount } = module_2_a;\n")
    entry.write_text('export * from "../far/b.js";\n')
    with pytest.raises(ValueError, match="cannot bundle"):
        bundle_scripts("knee", entry)
    (far / "c.js").write_text('import { b } from "./b.js";\n')
    entry.write_text('import { b } from "../far/b.js";\n')
    with pytest.raises(ValueError, match="circular"):
        bundle_scripts("knee", entry)


def test_scripts_of_one_name_in_two_folders_stay_apart(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "part.js").write_text(f'export const {folder} = "{folder}";\n')
    entry = tmp_path / "entry.js"
    entry.write_text(
        'import { one } from "./one/part.js";\nimport { two } from "./two/part.js";\n'
        "export const both = [one, two];\n"
    )
    made = bundle_scripts("knee", entry)
    assert "const { one } = module_0_part;" in made.text
    assert "const { two } = module_1_part;" in made.text


def test_comments_on_lines_of_their_own_are_not_sent():
    script = (
        "// What the module does.\nconst SVG = 'http://www.w3.org/2000/svg'; // its name\n"
        "/**\n * What it gives.\n */\n"
        "function give() {\n  // why\n  return `${SVG} /* kept */`;\n}\n"
    )
    assert strip_comments(script) == (
        "const SVG = 'http://www.w3.org/2000/svg'; // its name\n"
        "function give() {\n  return `${SVG} /* kept */`;\n}\n"
    )
    sheet = "/* one */ .a { color: red; }\n.b { color: blue; } /* two */\n"
    assert strip_comments(sheet) == sheet


def test_every_style_sheet_is_joined_and_moves_the_address(tmp_path, monkeypatch):
    before = bundles.style()
    there = {file.name for file in bundles.STYLE.iterdir()}
    assert there == {f"{name}.css" for name in bundles.SHEETS}
    for name in bundles.SHEETS:
        text = (bundles.STYLE / f"{name}.css").read_text(encoding="utf-8")
        assert before.text.count(strip_comments(text)) == 1
        (tmp_path / f"{name}.css").write_text(text, encoding="utf-8")
    monkeypatch.setattr(bundles, "STYLE", tmp_path)
    assert bundles.style.__wrapped__() == before
    (tmp_path / "pen.css").write_text(".pen { color: inherit; }", encoding="utf-8")
    assert bundles.style.__wrapped__().url != before.url
