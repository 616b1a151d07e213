"""The manual builds without a warning, needs nothing from elsewhere, and agrees with the papers.

What is built is `apps.manual.hooks`, with it `apps.manual.agreement`, `apps.manual.speed` and
`apps.manual.pages`. Figures are left empty here.
"""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from apps.figures.plots import PLOTS
from apps.manual.agreement import PrintedNumber
from apps.manual.pages import PAGES
from apps.manual.speed import rows_of

ROOT = Path(__file__).resolve().parents[3]
SOURCES = ROOT / "assets" / "manual"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The built manual."""
    out = tmp_path_factory.mktemp("manual")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "apps/manual/mkdocs.yml", "-d", str(out)]
    quiet = os.environ | {"PHISCOPE_MANUAL": "text", "NO_MKDOCS_2_WARNING": "1"}
    made = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    assert "WARNING" not in made.stderr
    return out


class Links(HTMLParser):
    """Every link, anchor and source of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.anchors, self.sources = set(), set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.anchors |= {given[key] for key in ("id", "name") if given.get(key)}
        if tag == "a" and given.get("href"):
            self.links.add(given["href"])
        elif tag == "link" and given.get("rel") != "canonical":
            self.sources.add(given["href"])
        elif given.get("src"):
            self.sources.add(given["src"])


@pytest.fixture(scope="module")
def read(site):
    return {
        path: Links(path.read_text("utf-8")) for path in sorted(site.rglob("*.html")) if path.stem != "404"
    }


def test_every_page_is_built(site):
    written = {str(path.relative_to(SOURCES)) for path in SOURCES.rglob("*.md")}
    assert len(written | set(PAGES)) > 50
    for name in written | set(PAGES):
        assert (site / name).with_suffix(".html").is_file()


def test_nothing_comes_from_elsewhere(read):
    for path, found in read.items():
        assert not [source for source in found.sources if urlsplit(source).netloc], path
    assert sum(len(found.sources) for found in read.values()) > 100


def test_every_link_leads_somewhere(site, read):
    for path, found in read.items():
        for link in found.links:
            if urlsplit(link).scheme:
                continue
            place, anchor = urldefrag(unquote(link))
            target = (path.parent / place).resolve() if place else path
            if target.is_dir():
                target /= "index.html"
            assert target.is_file(), (path, link)
            if anchor and target.suffix == ".html":
                assert anchor in read[target].anchors, (path, link)
    assert site.resolve() == site


def test_search_has_the_pages(site):
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    places = {urldefrag(each["location"])[0] for each in index["docs"]}
    assert {"start.html", "theory/system.html", "reference/commands.html", "python/iit4.html"} <= places


def test_equations_are_mathml(site):
    found = (site / "theory" / "system.html").read_text("utf-8")
    assert found.count("<math") > 20
    assert "$$" not in found
    assert "MathJax" not in found


def test_the_tables_of_agreement_hold_and_come_from_the_data(site):
    found = (site / "trust" / "agreement.html").read_text("utf-8")
    numbers = re.search(r"(\d+) numbers, (\d+) of them differ", found)
    assert numbers is not None
    assert int(numbers[1]) > 100
    assert int(numbers[2]) == 0
    assert found.count("<td>yes</td>") == int(numbers[1])
    largest = [float(each) for each in re.findall(r"<td>(\d\.\de[-+]\d\d)</td>", found)]
    assert len(largest) == 5
    assert max(largest) < 1e-8


@pytest.mark.parametrize(
    ("printed", "here", "agrees"),
    [
        ("0.17", 0.1718, True),
        ("0.17", 0.1651, True),
        ("0.17", 0.181, False),
        ("67", 67, True),
        ("67", 66, False),
    ],
)
def test_a_number_agrees_to_its_last_digit(printed, here, agrees):
    assert PrintedNumber("", "", printed, here).agrees is agrees


def test_rows_of_a_phase_are_its_own():
    rows = {"unfold 3": 1.0, "unfold 10": 2.0, "unfold 1 core 3": 3.0, "unfold sparse 6": 4.0}
    assert rows_of("unfold", rows) == {3: 1.0, 10: 2.0}
    assert rows_of("unfold 1 core", rows) == {3: 3.0}


def test_speed_says_when_and_on_what(site):
    found = (site / "trust" / "speed.html").read_text("utf-8")
    assert re.search(r"on \d{4}-\d\d-\d\d, on \S+, \d+ cores, Python 3", found)


def test_every_plot_has_its_picture(site):
    assert {path.stem for path in (site / "pictures").glob("*.svg")} == set(PLOTS)
