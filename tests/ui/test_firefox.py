"""The app in Firefox: a network is drawn, every view shows its numbers, a figure is taken away."""

import re
from collections.abc import Iterator

import pytest

import firefox as machine
from apps import views

pytestmark = [pytest.mark.firefox, pytest.mark.slow]

READY = "seek('.ne', 'svg[role=application]').length && seek('.value').some((e) => /\\d/.test(e.textContent))"


@pytest.fixture(scope="module")
def firefox() -> Iterator[machine.Firefox]:
    path = machine.find_firefox()
    if path is None:
        pytest.fail(machine.HOW, pytrace=False)
    with machine.running(path) as window:
        yield window


@pytest.fixture
def window(firefox: machine.Firefox, served: str) -> Iterator[machine.Firefox]:
    firefox.open("about:blank")
    firefox.errors.clear()  # what a page says while it is left: Bokeh has lost its connection
    firefox.open(f"{served}/explore")
    firefox.until(READY)
    yield firefox
    assert not firefox.errors


def phi_s(window):
    return window.text(".phi-s", ".value")


def test_a_unit_is_clicked_and_an_edge_is_drawn(window):
    before = phi_s(window)
    window.click(".unit[data-unit='A']", ".disc")
    window.until(f"seek('.phi-s', '.value')[0]?.textContent !== {before!r}")
    edges = window.js("seek('.edge').length")
    x, y, radius = window.place(".unit[data-unit='C']", ".disc")
    # out of the rim and back: a connection of the unit with itself, or with A if C has one
    itself = window.js("seek(\".edge[data-edge='edge:C>C']\").length")
    to = window.place(".unit[data-unit='A']", ".disc")[:2] if itself else (x, y)
    window.drag((x + 0.9 * radius, y), (x + 2.5 * radius, y - radius), (x + 1.5 * radius, y - radius), to)
    window.until(f"seek('.edge').length > {edges}")


@pytest.mark.parametrize("name", views.load())
def test_every_view_is_shown(window, name):
    window.click(".pages", ".chosen")
    link = f"seek('nav a').find((each) => each.getAttribute('href')?.includes('{name}'))"
    window.until(f"{link} != null")
    window.js(f"{link}.click()")
    title = str(views.load()[name].title)
    window.until(f"seek('h1').some((each) => each.textContent.endsWith({title!r}))")
    window.until("seek('.right', 'canvas, .value, table').length > 0")
    window.until("seek('.results.stale').length === 0")


def test_a_figure_is_taken_away(window):
    window.click(".take-away", "button")
    window.click(".export-download", "button")
    data = window.downloaded("pdf")
    assert data.startswith(b"%PDF-")
    assert re.search(rb"%%EOF\s*$", data)
