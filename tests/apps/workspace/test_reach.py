"""A link is the one that leads other machines to the page, and a picture of it holds just that link."""

import re
from types import SimpleNamespace

import pytest

from apps.workspace.reach import MOST, Reach, picture


def at(hostname, port="5007", protocol="http:"):
    return SimpleNamespace(hostname=hostname, port=port, protocol=protocol, pathname="/explore")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"])
def test_a_server_of_this_machine_alone_has_no_link_for_others(host):
    assert Reach().link(at(host), "#d=1") == ""


def test_on_this_machine_the_link_names_the_server_as_others_do():
    reach = Reach("http://10.0.0.7:5007", "?token=abc")
    assert reach.link(at("localhost"), "#d=1") == "http://10.0.0.7:5007/explore?token=abc#d=1"


@pytest.mark.parametrize(
    ("place", "link"),
    [
        (at("iit.example.org", "", "https:"), "https://iit.example.org/explore#d=1"),
        (at("10.0.0.7"), "http://10.0.0.7:5007/explore#d=1"),
    ],
)
def test_who_came_by_another_name_gives_that_one(place, link):
    assert Reach("http://10.0.0.9:1").link(place, "#d=1") == link


def test_the_picture_is_an_svg_of_the_link_unless_that_is_too_long():
    drawn = picture("http://10.0.0.7:5007/explore#d=1")
    assert re.match(r"<svg .*</svg>$", drawn, re.DOTALL)
    assert picture("http://10.0.0.7:5007/explore#d=2") != drawn
    assert picture("") == picture("x" * (MOST + 1)) == ""
