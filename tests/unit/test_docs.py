"""The documents name files that are there."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "deploy/README.md", "docs/architecture.md", "docs/contributing.md")
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"(?<![\w/.<>*-])[\w/.-]+\.(?:py|js|toml|csv|json|lock|txt|md)\b(?![\w*<])")


def files() -> list[str]:
    """Every file of the project, without what is installed or built."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    return listed or [str(one.relative_to(ROOT)) for one in ROOT.rglob("*.*")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_a_document_names_is_there(document):
    known = [f"/{name}" for name in files()]
    text = (ROOT / document).read_text(encoding="utf-8")
    named = {name for code in CODE.findall(text) for name in FILE.findall(code)}
    assert named
    assert [
        name for name in sorted(named) if not any(one.endswith(f"/{name}") for one in known)
    ] == []
