"""The Chromium and the served app of the browser tests and screenshots; as a script it gets Chromium."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
NAMES = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
LAUNCH_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No name resolves: a page that needs the internet breaks here as it would in a school that blocks it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
HOW = (
    "The browser tests need Chromium: install it (Debian: apt-get install chromium) "
    "or set PHISCOPE_CHROMIUM to the path of a Chromium or Chrome."
)
START_SECONDS = 90
# What the browser of somebody keeps who has pressed "All tools".
EVERY_TOOL: Any = {
    "cookies": [{"name": "phiscope-tools", "value": "yes", "domain": HOST, "path": "/"}],
    "origins": [],
}


def find_chromium() -> str | None:
    """The path of a Chromium to run; PHISCOPE_CHROMIUM wins when it is set."""
    wanted = os.environ.get("PHISCOPE_CHROMIUM")
    return next(filter(None, map(shutil.which, [wanted] if wanted else NAMES)), None)


def get_chromium() -> str:
    """The path of Chromium, from Debian when it is missing and we may install it; one sentence otherwise."""
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if not find_chromium() and may_install and not os.environ.get("PHISCOPE_CHROMIUM"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update"], check=True)
        subprocess.run(["apt-get", "install", "-y", "chromium"], check=True, env=quiet)
    return find_chromium() or sys.exit(HOW)


@contextlib.contextmanager
def serve(log: Path, language: str = "en", options: Sequence[str] = ()) -> Iterator[str]:
    """Serve the real app in a process of its own that writes to `log`; gives its URL."""
    process, url = start(log, free_port(), language, options)
    try:
        yield url
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def start(
    log: Path, port: int, language: str = "en", options: Sequence[str] = (), command: str = "serve"
) -> tuple[subprocess.Popen, str]:
    """Start the real app in a process of its own and return it, with its URL, once it answers."""
    words = [sys.executable, "-m", "apps", command, "--port", str(port), "--no-browser", *options]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PHISCOPE_LANGUAGE": language}
    with log.open("ab") as out:
        process = subprocess.Popen(words, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=environment)
    url = f"http://{HOST}:{port}"
    try:
        _wait(url, process, log)
    except RuntimeError:
        process.kill()
        raise
    return process, url


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def _wait(url: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if any(_answers(url + page) for page in ("/liveness", "/explore")):
            return
        time.sleep(0.2)
    raise RuntimeError(f"The app did not start; its log:\n{log.read_text(errors='replace')}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30):
            return True
    except urllib.error.HTTPError as refusal:
        return refusal.code == 403  # a server with a token answers strangers so
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


if __name__ == "__main__":
    get_chromium()
