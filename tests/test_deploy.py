"""What is deployed is what is tested: the same packages, held to their hashes."""

import re

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
