"""Two windows of one browser never keep their networks in one slot, with and without the browser's locks."""

import pytest
from playwright.sync_api import expect

from pilot import Pilot

SLOT = "() => sessionStorage.getItem('phiscope.slot')"
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"


WITHOUT = pytest.param(False, id="no locks")
WITH = pytest.param(True, id="locks", marks=pytest.mark.slow)


@pytest.mark.parametrize("locks", [WITHOUT, WITH])
def test_a_duplicated_window_has_a_slot_of_its_own(context, page, served, locks):
    if not locks:
        context.add_init_script(NO_LOCKS)
    first = Pilot(page, served).open()
    page.wait_for_function(SLOT)
    with context.expect_page() as opened:
        page.evaluate("() => { window.open(location.href) }")  # with a copy of what the session keeps
    second = Pilot(opened.value, served)
    expect(second.value("phi-s")).to_be_visible()
    opened.value.wait_for_function(f"(own) => ({SLOT})() !== own", arg=page.evaluate(SLOT))
    assert first.page.evaluate(SLOT) != second.page.evaluate(SLOT)
