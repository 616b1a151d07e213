"""Browser tests use the real app, offline, and fail on a complaint in the console or the log."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

import browser as machine

WAIT_MS = 40_000
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
    return browser_context_args | {
        "viewport": {"width": 1280, "height": 800},
        "locale": "en-US",
        # Most tests are about what is one step behind the first screen; that has a file of its own.
        "storage_state": machine.EVERY_TOOL,
    }


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the real app."""
    log = tmp_path_factory.mktemp("served") / "log"
    with machine.serve(log) as url:
        yield url
    text = log.read_text(errors="replace")
    assert "Traceback" not in text, f"The app's log:\n{text}"


def watch(context: BrowserContext, errors: list[str], outside: list[str]) -> None:
    """Collect what the pages of a context complain of, and what they ask of another host than ours."""

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in LOCAL_SCHEMES and parts.hostname != machine.HOST:
            outside.append(url)

    def opened(page: Page) -> None:
        page.on("websocket", lambda socket: asked(socket.url))

    def said(line: ConsoleMessage) -> None:
        if line.type == "error":
            errors.append(f"{line.text} ({line.location['url']})")

    context.set_default_timeout(WAIT_MS)
    context.on("request", lambda request: asked(request.url))
    context.on("page", opened)
    context.on("console", said)
    context.on("weberror", lambda failure: errors.append(str(failure.error.stack or failure.error)))


@pytest.fixture
def watching() -> Callable[[BrowserContext, list[str], list[str]], None]:
    """What collects the complaints of a context that a test makes itself."""
    return watch


@pytest.fixture
def console_errors() -> list[str]:
    """What the pages of this test complained of; a test that provokes an error clears the list."""
    return []


@pytest.fixture
def context(context: BrowserContext, console_errors: list[str]) -> Iterator[BrowserContext]:
    outside: list[str] = []
    watch(context, console_errors, outside)
    yield context
    assert not outside, "The app must work offline"
    assert not console_errors, "The browser's console must stay free of errors"


@pytest.fixture(scope="module")
def lasting_page(browser: Browser, browser_context_args: dict) -> Iterator[Page]:
    """One page for all tests of a module: the app takes seconds to load, its examples do not."""
    errors: list[str] = []
    outside: list[str] = []
    context = browser.new_context(**browser_context_args)
    watch(context, errors, outside)
    yield context.new_page()
    context.close()
    assert not outside, "The app must work offline"
    assert not errors, errors[0]
