"""A plot and a view, each declared in one place, turn up wherever plots and views do."""

import json
import socket
import time
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import panel as pn
import pytest

from apps import views
from apps.__main__ import main
from apps.document.read_file import read_bytes
from apps.document.snapshot import opened
from apps.figures.exports import Order, exports_of, make
from apps.figures.plot_kind import PlotKind
from apps.figures.plots import PLOTS, register
from apps.origins import Address
from apps.results.exhibit import Exhibit
from apps.server import serve
from apps.workspace import navigation
from engine import Substrate
from viz.paper.page import PRINT, page, write


@dataclass(frozen=True, slots=True)
class ToyView:
    """The view model of the toy plot: how many units there are."""

    units: int
    caption: str


def toy_view(exhibit):
    n = exhibit.snapshot.substrate.n
    return ToyView(n, f"A network of {n} units.")


def draw_toy(view, width_mm=85, medium=PRINT):
    """The toy plot on paper."""
    figure, sheet = page(width_mm, 30, view.caption, medium)
    write(sheet, width_mm / 2, 15, f"{view.units} units")
    return figure


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def status(address):
    """The answer of a server that may still be starting."""
    for _ in range(200):
        try:
            return urlopen(address, timeout=20).status
        except HTTPError as error:
            return error.code
        except URLError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


@pytest.fixture
def plot():
    kind = PlotKind(
        "toy", "Toy plot", toy_view, draw_toy, needs="", options=("unit",), views=("explore", "toy")
    )
    register(kind)
    yield kind
    del PLOTS["toy"]


def a_toy(_desk):
    return navigation.ViewBody([pn.pane.HTML("a toy")], pn.pane.HTML(""), lambda _theme: None)


@pytest.fixture
def view():
    before = dict(views.load())
    yield navigation.register(navigation.View("toy", "Toy view", a_toy, place=0))
    navigation.VIEWS.clear()
    navigation.VIEWS.update(before)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "net.json"
    path.write_text(json.dumps(Substrate.from_rules({"A": "B", "B": "A"}).to_dict()))
    return path


def test_a_plot_is_in_menu_help_and_command(plot, file, tmp_path, capsys):
    assert exports_of("explore")["toy"].title == exports_of("toy")["toy"].title == "Toy plot"
    assert "toy" not in exports_of("complexes")
    assert main(["figure", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "weights, toy; several" in told
    assert "Read by structure, fold, mapping, grain-steps, toy." in told
    out = tmp_path / "toy.svg"
    assert main(["figure", str(file), "--plot", "toy", "-o", str(out)]) == 0
    assert "2 units" in out.read_text()
    assert main(["figure", str(file), "--plot", "toy,substrate", "-o", str(tmp_path / "two.pdf")]) == 0


def test_the_menu_gives_what_the_command_gives(plot, file, tmp_path):
    out = tmp_path / "toy.svg"
    assert main(["figure", str(file), "--plot", "toy", "-o", str(out)]) == 0
    assert (
        make(Order("toy", "svg", 85), Exhibit(opened(read_bytes(file.name, file.read_bytes()))))
        == out.read_bytes()
    )


def test_a_plot_that_is_gone_is_refused(file, tmp_path, capsys):
    assert main(["figure", str(file), "--plot", "toy", "-o", str(tmp_path / "toy.svg")]) == 2
    assert "there is no plot 'toy'" in capsys.readouterr().err


def test_a_view_is_in_navigation_and_routes(view):
    assert next(iter(navigation.VIEWS)) == "toy"
    assert navigation.ViewLinks("explore", lambda _name: None).titles[0] == ["toy", "Toy view", ""]
    port = free_port()
    server = serve(Address(port))
    try:
        assert status(f"http://127.0.0.1:{port}/toy") == 200
        assert status(f"http://127.0.0.1:{port}/no-view") == 404
    finally:
        server.stop()


def test_two_of_one_name_are_refused(plot, view):
    with pytest.raises(ValueError, match="two plots"):
        register(plot)
    with pytest.raises(ValueError, match="two views"):
        navigation.register(view)
