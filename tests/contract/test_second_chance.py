"""A failed browser test's second run starts from nothing, whatever the rerun plugin keeps aside."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INNER = """
import pytest

@pytest.fixture(scope="session")
def browser(made=[]):
    made.append("browser")
    yield len(made)

@pytest.fixture(scope="module")
def shared_page(browser, made=[]):
    made.append("page")
    yield len(made)

@pytest.mark.browser
def test_dies_with_the_first_browser(shared_page, browser):
    assert (shared_page, browser) == (2, 2)

@pytest.mark.browser
def test_goes_on_with_the_second(shared_page, browser):
    assert (shared_page, browser) == (2, 2)
"""


def test_a_second_run_has_a_new_browser_and_new_pages_and_the_next_test_keeps_them(tmp_path):
    (tmp_path / "test_inner.py").write_text(INNER)
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\n")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.second_chance", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert "2 passed, 1 rerun" in run.stdout, run.stdout + run.stderr
