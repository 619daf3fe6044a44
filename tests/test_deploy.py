"""What is deployed is what is tested: the same packages, held to their hashes."""

import re
import shutil
import subprocess
import sys

from tests.server import ROOT

LOCK = (ROOT / "deploy" / "requirements.lock").read_text()
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", flags=re.MULTILINE)


def test_the_lock_holds_every_requirement_at_its_version():
    wanted = dict(PIN.findall((ROOT / "requirements.txt").read_text()))
    assert wanted
    assert wanted.items() <= dict(PIN.findall(LOCK)).items()


def test_every_package_of_the_lock_has_a_hash_and_no_address():
    for package in re.split(r"\n(?=[a-z0-9])", LOCK.split("\n", 2)[2]):
        assert "--hash=sha256:" in package, package.split("\n")[0]
    assert "://" not in LOCK


def test_the_container_takes_what_the_app_needs_and_drops_root():
    lines = (ROOT / "deploy" / "Containerfile").read_text()
    for part in ("app.py", ".streamlit", "pages", "assets", "explainer"):
        assert f"COPY {part} " in lines
    assert re.search(r"^USER (?!root|0\b)", lines, flags=re.MULTILINE)
    assert "--require-hashes" in lines


def test_the_app_starts_without_what_builds_the_atlas(tmp_path):
    """A copy as the container gets it: every module of it loads, and so does the server's entry."""
    left_out = (ROOT / ".dockerignore").read_text().split("\n")
    assert "explainer/atlas_build" in left_out
    for part in ("app.py", ".streamlit", "pages", "assets"):
        (tmp_path / part).symlink_to(ROOT / part)
    without = shutil.ignore_patterns("atlas_build", "__pycache__")
    shutil.copytree(ROOT / "explainer", tmp_path / "explainer", ignore=without)
    check = (
        "import importlib, pkgutil, explainer\n"
        "for module in pkgutil.walk_packages(explainer.__path__, 'explainer.'):\n"
        "    if module.name != 'explainer.ui.site':  # a page: it draws as soon as it is loaded\n"
        "        importlib.import_module(module.name)\n"
        "import app\n"
        "print(explainer.__file__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", check],
        capture_output=True, text=True, check=False,
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(tmp_path / "explainer" / "__init__.py")
