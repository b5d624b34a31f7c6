"""The notebooks are stored without outputs, run, and show what they say; a browser sees it too where there is one."""

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
OWNED = "<script>document.title='owned'</script>"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
]  # fmt: skip


def stored(path: Path):
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_stored_without_outputs(path):
    notebook = stored(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert not cell.metadata


@pytest.fixture(scope="module")
def explored(tmp_path_factory) -> str:
    """Give the page of the first notebook, run in a process of its own beside a copy of the samples."""
    place = tmp_path_factory.mktemp("explore")
    shutil.copytree(ROOT / "notebooks", place / "notebooks")
    shutil.copytree(ROOT / "samples", place / "samples")
    # No settings, kernels or history of the person who runs the tests.
    environment = os.environ | {
        "IPYTHONDIR": str(place / "ipython"),
        "JUPYTER_CONFIG_DIR": str(place / "config"),
        "JUPYTER_DATA_DIR": str(place / "data"),
        "JUPYTER_PLATFORM_DIRS": "1",
        "JUPYTER_RUNTIME_DIR": str(place / "runtime"),
    }
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "html",
        "--execute",
        "--output",
        "page.html",
    ]
    done = subprocess.run(
        [*command, "01_explore.ipynb"],
        cwd=place / "notebooks",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return (place / "notebooks" / "page.html").read_text(encoding="utf-8")


class Outputs(HTMLParser):
    """Reads the page as a browser does: elements by class, marks by label, scripts, text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.classes, self.labels, self.titles, self.text, self.scripts = [], [], [], "", []
        self._script = False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        self._script = tag in {"script", "style"}
        self.classes += (known.get("class") or "").split()
        if tag == "mark" and "data-label" in known:
            self.labels.append(known["data-label"])
            self.titles.append(known["title"])

    def handle_endtag(self, tag):
        self._script = False

    def handle_data(self, data):
        if self._script:
            self.scripts.append(data)
        else:
            self.text += data


def check(page: str) -> None:
    read = Outputs(page)
    assert {"newsnlp-document", "newsnlp-story", "newsnlp-timeline", "newsnlp-moment", "dataframe"} <= set(read.classes)
    assert read.classes.count("dataframe") == 5
    assert {"PERSON", "GPE", "ORG", "DATE"} <= set(read.labels)
    assert any("value: 2025-05-09\ncovers: 2025-05-09 until 2025-05-10\n" in title for title in read.titles)
    assert re.search(r"<\w*script\w*>document\.title='owned'</script>", read.text)
    assert not any("owned" in script for script in read.scripts)
    assert "both say: suez, canal" in read.text
    assert "by dates, rule month_day" in read.text


def test_the_page_shows_documents_tables_timeline_and_stories(explored):
    check(explored)


def in_browser(page: Path, profile: Path) -> str:
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_shows_the_elements_and_runs_no_script_of_a_title(explored, tmp_path):
    probe = "<script>document.body.dataset.probe = 'ran'</script></body>"
    page = tmp_path / "page.html"
    page.write_text(explored.replace("</body>", probe), encoding="utf-8")
    dom = in_browser(page, tmp_path / "profile")
    assert 'data-probe="ran"' in dom
    assert "<title>owned" not in dom
    check(dom)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_browser_does_run_a_script_that_is_not_escaped(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><title>x</title><body>{OWNED}</body>", encoding="utf-8")
    assert "<title>owned</title>" in in_browser(page, tmp_path / "profile")
