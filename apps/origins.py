"""Under which names browsers may reach the server: what its Host and Origin headers may say.

A page of another site can send requests to 127.0.0.1, also under a name of its own that it lets point there
(DNS rebinding). Browsers tell the name, so a server that answers to its own names alone is safe from both.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import psutil

from apps.workspace.reach import is_local
from engine.errors import PhiscopeError
from engine.words import tr

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = {"", "0.0.0.0", "::"}
DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
PLACE = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9._-]{0,253}[a-z0-9])?)(?::([0-9]{1,5}))?")


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen, and who may come.

    ``allowed`` are further names of the server as ``HOST`` or ``HOST:PORT``, such as that of a proxy before
    it; ``token`` says that only those who were given the link may come.
    """

    port: int = 0
    host: str = "127.0.0.1"
    allowed: Sequence[str] = field(default=())
    token: bool = False


def names(address: Address, port: int) -> frozenset[str]:
    """Return every ``host:port`` in lower case that a browser may name the server that listens on ``port``.

    Raises
    ------
    PhiscopeError
        If one of the allowed names is none.
    """
    found = {f"{host}:{port}" for host in _hosts(address.host)}
    for given in address.allowed:
        host, wanted = further_name(given)
        ports = (port, *DEFAULT_PORTS.values()) if wanted is None else (wanted,)
        found |= {f"{host}:{each}" for each in ports}
    return frozenset(found)


def place_of(text: str, scheme: str = "http") -> str | None:
    """Return the ``host:port`` that a Host header, or an origin after its scheme, names, or None."""
    found = PLACE.fullmatch(text.strip().lower())
    if found is None or int(found[2] or 0) > 65_535:
        return None
    return f"{found[1]}:{int(found[2] or DEFAULT_PORTS.get(scheme, 80))}"


def origin_of(text: str) -> str | None:
    """Return the ``host:port`` of an Origin header; None if it names no host, as that of a file does."""
    scheme, _, rest = text.strip().lower().partition("://")
    return place_of(rest, scheme) if scheme in ("http", "https") else None


def further_name(given: str) -> tuple[str, int | None]:
    """Return the host and the port, None for the usual ones, of a name given as ``HOST`` or ``HOST:PORT``.

    Raises
    ------
    PhiscopeError
        If it is none; ``*`` is none.
    """
    scheme, parted, rest = given.strip().lower().partition("://")
    text = rest.rstrip("/") if parted else scheme
    found = PLACE.fullmatch(text)
    if found is None or (parted and scheme not in DEFAULT_PORTS) or int(found[2] or 0) > 65_535:
        raise PhiscopeError(
            tr("--allow-origin {given!r} names no host; write it as HOST or HOST:PORT.", given=given[:80])
        )
    if found[2]:
        return found[1], int(found[2])
    return found[1], DEFAULT_PORTS[scheme] if parted else None


def _hosts(host: str) -> Iterable[str]:
    """Return the names and addresses that lead to a server listening on ``host``."""
    if is_local(host):
        return {*LOOPBACK, _written(host)}
    return {*LOOPBACK, *own_names(), *([] if host in EVERYWHERE else [_written(host)])}


def own_names() -> frozenset[str]:
    """Return the names and addresses of this machine."""
    addresses = {
        _written(each.address)
        for interface in psutil.net_if_addrs().values()
        for each in interface
        if each.family in (socket.AF_INET, socket.AF_INET6)
    }
    called = {socket.gethostname().lower(), socket.getfqdn().lower()}
    # As Macs and most Linux desktops are found on a network without a name server.
    local = {f"{name.partition('.')[0]}.local" for name in called}
    return frozenset(name for name in addresses | called | local if PLACE.fullmatch(name))


def _written(address: str) -> str:
    """Return an address as it stands in a link, without the interface that some systems add to it."""
    plain = address.partition("%")[0].lower()
    return f"[{plain}]" if ":" in plain else plain


def link_host(host: str) -> str:
    """Return what a link calls a server listening on ``host``: of all addresses, the one on the network."""
    if host not in EVERYWHERE:
        return _written(host)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: it only tells which of the addresses leads to the network.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()
