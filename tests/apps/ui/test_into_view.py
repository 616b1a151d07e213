"""Each asking is one change that the browser hears; what it does there: `tests/ui/test_explore.py`."""

from apps.ui.into_view import IntoView


def test_each_asking_is_heard():
    above, heard = IntoView(), []
    above.param.watch(lambda event: heard.append(event.new), "asked")
    above.ask()
    above.ask()
    assert heard == [1, 2]
