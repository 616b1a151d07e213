"""Pages that were left are collected once there are more of them than what is looked at for it."""

import gc
import weakref

import pytest
from panel.io import document

from apps.serving.garbage import LEFT_FOR_EACH, REPAIR, PageGarbage


class Page:
    """Something that only a collection frees: it holds itself."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def pages(monkeypatch):
    monkeypatch.setattr(document, "_garbage_collect", document._garbage_collect)
    pages = PageGarbage()
    pages.take_charge()
    yield pages
    gc.unfreeze()


def test_a_page_that_was_left_goes_when_no_other_is_open(pages):
    page = Page()
    gone = weakref.ref(page)
    pages.opened()
    pages.closed()
    del page
    gc.collect()  # as Python does by itself: what is set aside is not looked at
    assert gone() is not None
    document._garbage_collect()
    assert gone() is None


def test_those_who_stay_wait_only_when_many_were_left(pages):
    kept, looked = Page(), []
    pages.opened()
    for _ in range(LEFT_FOR_EACH + 1):
        page = Page()
        pages.opened()
        looked.append(weakref.ref(page))
        del page
        pages.closed()
        pages.collect()
    assert [each() for each in looked] == [None] * len(looked)
    assert kept.itself is kept
    assert (pages.open, pages.left) == (1, 0)


def test_two_of_three_are_not_enough(pages):
    pages.opened()
    page = Page()
    gone = weakref.ref(page)
    del page
    for _ in range(LEFT_FOR_EACH):
        pages.opened()
        pages.closed()
        pages.collect()
    assert gone() is not None


def test_a_page_that_could_not_be_built_does_not_count_below_none():
    pages = PageGarbage()
    pages.closed()
    assert pages.open == 0


def test_the_repair_fits_the_panel_that_is_installed():
    assert REPAIR.applies
