"""The computer view in a real browser: target and computer in step, modules, keys, a link."""

import pytest
from playwright.sync_api import expect

from pilot import Pilot, grave

pytestmark = pytest.mark.slow


def test_target_and_computer_run_in_step(page, served):
    page.goto(f"{served}/computer")
    pilot = Pilot(page, served)
    numbers = page.locator(".simulation-numbers")
    expect(numbers).to_contain_text("391")
    expect(numbers).to_contain_text("22")
    pilot.choose("variant", "with feedback")
    expect(numbers).to_contain_text("13")
    page.locator(".target-step button").click()
    page.keyboard.press(".")
    expect(page.locator(".clock .text")).to_have_text("update 10 · step 1 of the target")
    page.locator(".module-program input").click()
    expect(page.locator(".simulation-text [role=img]")).to_be_attached()
    expect(page.locator(".simulation-numbers.stale")).to_have_count(0)
    assert grave(page) == set()
    pilot.copy_link()
    page.wait_for_url("**#d=*")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".clock .text")).to_have_text("update 10 · step 1 of the target")
    expect(other.locator(".module-program input")).not_to_be_checked()
    other.close()
