"""Browser tests use the real app, offline, and fail on a complaint in the console or the log."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

import browser as machine

WAIT_MS = 20_000
LOCAL_SCHEMES = {"about", "blob", "data"}

expect.set_options(timeout=WAIT_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("ui")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    path = machine.find_chromium()
    if path is None:
        pytest.fail(machine.HOW, pytrace=False)
    return browser_type_launch_args | {"executable_path": path, "args": machine.LAUNCH_ARGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return browser_context_args | {"viewport": {"width": 1280, "height": 800}, "locale": "en-US"}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the real app."""
    log = tmp_path_factory.mktemp("served") / "log"
    with machine.serve(log) as url:
        yield url
    text = log.read_text(errors="replace")
    assert "Traceback" not in text, f"The app's log:\n{text}"


@pytest.fixture
def console_errors() -> list[str]:
    """What the pages of this test complained of; a test that provokes an error clears the list."""
    return []


@pytest.fixture
def outside_requests() -> list[str]:
    """The URLs this test asked of another host than ours."""
    return []


@pytest.fixture
def context(
    context: BrowserContext, console_errors: list[str], outside_requests: list[str]
) -> Iterator[BrowserContext]:
    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname != machine.HOST:
            outside_requests.append(url)

    def opened(page: Page) -> None:
        page.on("websocket", lambda socket: asked(socket.url))

    def said(line: ConsoleMessage) -> None:
        if line.type == "error":
            console_errors.append(f"{line.text} ({line.location['url']})")

    context.set_default_timeout(WAIT_MS)
    context.on("request", lambda request: asked(request.url))
    context.on("page", opened)
    context.on("console", said)
    context.on("weberror", lambda failure: console_errors.append(str(failure.error)))
    yield context
    assert not outside_requests, "The app must work offline"
    assert not console_errors, "The browser's console must stay free of errors"
