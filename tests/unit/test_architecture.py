"""The architecture holds: imports point one way, files are read at the rim, pages stay short."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "explainer"
PAGE_LINES = 60

# Outermost first. An import may stay in its ring or go inwards, never outwards.
RINGS = (
    {"ui", "atlas_build", "plate_finish", "skin_build"},
    {"figures", "describe", "words", "handout", "plan"},
    {"model", "anatomy", "scenario", "http"},
    {"link"},
    {"catalog", "clinic", "arrays", "forgiving_toml", "preflight"},
)
# ui reads its own scripts, preflight the list of packages.
BUILD_TOOLS = ("atlas_build", "plate_finish", "skin_build")  # the container leaves them out
READERS = {"catalog", "clinic", "preflight", "words", "anatomy", "ui", *BUILD_TOOLS}
READING = {"open", "read_text", "read_bytes", "genfromtxt", "loadtxt", "fromfile", "read_csv"}
MODULES = sorted(PACKAGE.rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))


def part(module: Path) -> str:
    """The part of the package a file belongs to: its folder, or its own name."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def ring(name: str) -> int:
    return next((number for number, ring in enumerate(RINGS) if name in ring), -1)


def imports(tree: ast.Module) -> set[str]:
    """Every module named in an import, spelled in full."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def name(module: Path) -> str:
    return str(module.relative_to(ROOT))


def test_every_part_of_the_package_has_its_ring():
    assert {part(module) for module in MODULES} - {"__init__"} <= set().union(*RINGS)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_no_import_turns_back(module):
    own = ring(part(module))
    for target in imports(tree(module)):
        if target.startswith("explainer."):
            assert ring(target.split(".")[1]) >= own, f"{target} lies further out"
        assert target.split(".")[0] not in {"pages", "tests", "app"}


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_streamlit_stays_in_the_ui(module):
    if part(module) != "ui":
        assert not any(target.split(".")[0] == "streamlit" for target in imports(tree(module)))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_files_are_read_only_at_the_rim(module):
    if part(module) in READERS:
        return
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            assert called not in READING, f"line {node.lineno} reads a file"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_is_short_and_holds_no_number_and_no_colour(page):
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= PAGE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, int | float) or isinstance(node.value, bool)
            assert not str(node.value).startswith("#")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_holds_no_sentence_and_no_session_key(page):
    lesson = ast.parse(page.read_text(encoding="utf-8"))
    parts = [node for node in ast.walk(lesson) if isinstance(node, ast.Module | ast.FunctionDef)]
    docstrings = {ast.get_docstring(part, clean=False) for part in parts}
    for node in ast.walk(lesson):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert node.value in docstrings or " " not in node.value
    assert not any("session" in target for target in imports(lesson))


@pytest.mark.parametrize("module", [*MODULES, *PAGES, ROOT / "app.py"], ids=name)
def test_only_the_build_tool_imports_itself_and_its_libraries(module):
    if any(module.is_relative_to(PACKAGE / tool) for tool in BUILD_TOOLS):
        return
    libraries = {"skimage", "scipy", "pyvista", "vtk", "trimesh", "shapely"}
    for target in imports(tree(module)):
        assert not any(f"{target}.".startswith(f"explainer.{tool}.") for tool in BUILD_TOOLS)
        assert target.split(".")[0] not in libraries


def test_fields_are_our_own_and_bring_no_scripts_of_streamlits():
    """Each of these loads 40 to 50 kB more: components/form_fields has them all."""
    heavy = ("selectbox", "multiselect", "slider", "select_slider", "number_input")
    calls = {f"st.{widget}(" for widget in heavy}
    for module in (*MODULES, *PAGES):
        text = module.read_text(encoding="utf-8")
        assert not [call for call in calls if call in text], module
