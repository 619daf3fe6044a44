"""What keeps the app from starting is said in one line, without a trace."""

import os
import shutil
import subprocess
import sys

import pytest

from explainer import preflight
from explainer.ui import url_paths
from tests.support.server import ROOT, free_port

ANOTHER_USER = 65534  # nobody
PARTS = ("app.py", "Makefile", "requirements.txt", ".streamlit", "pages", "explainer", "assets")


@pytest.fixture
def copy(tmp_path):
    """A checkout of its own; the large pictures are linked."""
    for name in PARTS[:-1]:
        source = ROOT / name
        if source.is_dir():
            kept = shutil.ignore_patterns("__pycache__", "*_build", "plate_finish")
            shutil.copytree(source, tmp_path / name, ignore=kept)
        else:
            shutil.copy(source, tmp_path / name)
    (tmp_path / "assets").symlink_to(ROOT / "assets")
    return tmp_path


def refused(root, *options):
    """What a start that is refused says."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    command += ["--server.port", str(free_port()), "--server.address", "127.0.0.1"]
    ended = subprocess.run(
        command, cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1, ended
    assert "Traceback" not in ended.stdout + ended.stderr
    return ended.stderr.strip()


def test_a_refused_start_says_one_line():
    line = refused(ROOT, "--server.baseUrlPath", "kn?e")
    assert line.startswith("The app cannot start: server.baseUrlPath is 'kn?e'")
    assert "\n" not in line


@pytest.mark.parametrize("odd", ["kn?e", "a/../b", "a b", "knee#1", "a//b", "%2e", "rodilla/ñ"])
def test_a_base_path_that_no_browser_can_ask_for_is_refused(odd, monkeypatch):
    monkeypatch.setattr(url_paths.config, "get_option", lambda _: odd)
    with pytest.raises(SystemExit, match="Allowed: letters, digits"):
        url_paths.check_base_path()


@pytest.mark.parametrize("good", ["", "/", "knee", "/clinic/knee/", "~me/knee.v2"])
def test_other_base_paths_are_taken(good, monkeypatch):
    monkeypatch.setattr(url_paths.config, "get_option", lambda _: good)
    url_paths.check_base_path()


def test_packages_that_are_missing_are_named(copy):
    (copy / "requirements.txt").write_text(
        "# ours\nnumpy==1\nno-such-package==1.0  # why\n\nnor-this\n"
    )
    line = refused(copy)
    assert "packages are missing: no-such-package, nor-this." in line
    assert "pip install -r requirements.txt" in line
    assert "\n" not in line


def test_every_package_of_the_list_is_found():
    assert preflight.find_missing(ROOT) == ""


def test_an_old_python_is_named():
    assert preflight.find_old_python((3, 11, 0)) == preflight.find_old_python((4, 0, 0)) == ""
    assert "Python 3.10, and 3.11 or newer" in preflight.find_old_python((3, 10, 4, "final", 0))


@pytest.mark.skipif(
    not hasattr(os, "fork") or os.geteuid() != 0, reason="only root can try it as another user"
)
@pytest.mark.parametrize(
    ("closed", "mode"),
    [
        ("pages/plan.py", 0o600), ("explainer/ui", 0o600), (".streamlit/config.toml", 0o600),
        ("explainer/ui", 0o644),  # its names may be read, but not what it holds
    ],
)  # fmt: skip
def test_what_another_user_may_not_read_is_named(copy, closed, mode):
    assert seen_by_another_user(copy) == ""
    (copy / closed).chmod(mode)
    line = seen_by_another_user(copy)
    assert line.startswith(f"{copy / closed} may not be read by this user (number {ANOTHER_USER})")
    assert f"chmod -R a+rX {copy}" in line


def seen_by_another_user(root):
    """What the check finds when somebody else runs it: in a process that has become that user."""
    for folder in (root, *root.parents):
        if folder.stat().st_uid == os.getuid() and str(folder).startswith("/tmp/"):
            folder.chmod(0o755)
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            os.setuid(ANOTHER_USER)
            os.write(writing, preflight.find_unreadable(root).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as output:
        line = output.read()
    os.waitpid(child, 0)
    return line


def make(root, *given):
    """What `make run` says, and its exit code."""
    command = ["make", "-C", str(root), "run", f"PYTHON={sys.executable}", *given]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return ended.returncode, ended.stdout + ended.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_says_that_the_folder_cannot_be_written(copy):
    (copy / "taken").touch()  # a file where a folder must be made: refused to root as well
    code, output = make(copy, "VENV=taken/venv")
    assert code
    assert f"{copy / 'taken/venv'} cannot be written. Choose another place" in output
    assert "venv module is missing" not in output


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_says_that_pythons_venv_module_is_missing(copy):
    without = copy / "python"
    without.write_text(
        f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n'
    )
    without.chmod(0o755)
    code, output = make(copy, f"PYTHON={without}")
    assert code
    assert "Python's venv module is missing" in output
