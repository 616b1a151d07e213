"""The server answers to its own names and to those it was told of, and to nothing else."""

import socket

import pytest

from apps import origins
from apps.origins import Address, names, origin_of, place_of
from engine.errors import PhiscopeError


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("127.0.0.1:5006", "127.0.0.1:5006"),
        ("LocalHost:5006", "localhost:5006"),
        ("[::1]:5006", "[::1]:5006"),
        ("iit.example.org", "iit.example.org:80"),
        ("", None),
        ("*", None),
        ("a b", None),
        ("localhost:5006@evil.org", None),
        ("localhost:999999", None),
        ("::1", None),
        ("x" * 300, None),
    ],
)
def test_a_host_header_names_a_place_or_nothing(header, place):
    assert place_of(header) == place


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("http://localhost:5006", "localhost:5006"),
        ("https://iit.example.org", "iit.example.org:443"),
        ("null", None),
        ("file://", None),
        ("https://", None),
        ("http://localhost:5006/page", None),
    ],
)
def test_an_origin_names_a_place_or_nothing(header, place):
    assert origin_of(header) == place


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_is_the_default(host):
    assert names(Address(host=host), 5006) == {"127.0.0.1:5006", "localhost:5006", "[::1]:5006"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.7.9"])
def test_on_a_network_it_is_called_by_its_addresses_and_names(host, monkeypatch):
    monkeypatch.setattr(origins, "own_names", lambda: frozenset({"192.168.7.9", "[fe80::1]", "desk.local"}))
    found = names(Address(host=host), 80)
    assert found == {
        f"{name}:80" for name in ("127.0.0.1", "localhost", "[::1]", "192.168.7.9", "[fe80::1]", "desk.local")
    }


def test_own_names_are_names():
    found = origins.own_names()
    assert "127.0.0.1" in found
    assert f"{socket.gethostname().lower().partition('.')[0]}.local" in found
    assert all(place_of(name) for name in found)


@pytest.mark.parametrize(
    ("given", "more"),
    [
        ("IIT.example.org", {"iit.example.org:5006", "iit.example.org:80", "iit.example.org:443"}),
        ("iit.example.org:8080", {"iit.example.org:8080"}),
        ("https://iit.example.org/", {"iit.example.org:443"}),
        ("[2001:db8::5]:8080", {"[2001:db8::5]:8080"}),
    ],
)
def test_other_names_are_allowed_one_by_one(given, more):
    assert names(Address(allowed=(given,)), 5006) - names(Address(), 5006) == more


@pytest.mark.parametrize("given", ["*", "*:5006", "", "a b", "https://*", "ftp://a", "a:b", "a:70000"])
def test_a_name_that_is_none_is_refused(given):
    with pytest.raises(PhiscopeError, match=r"--allow-origin .* write it as HOST or HOST:PORT"):
        names(Address(allowed=(given,)), 5006)


def test_a_link_leads_to_the_server():
    assert origins.link_host("127.0.0.1") == "127.0.0.1"
    assert origins.link_host("::1") == "[::1]"
    assert origins.link_host("0.0.0.0") not in origins.EVERYWHERE
