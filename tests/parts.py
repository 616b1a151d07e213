"""Components of the app's views, found as the browser tests find them."""

from typing import Any


def part(view: Any, hook: str) -> Any:
    """The first component of a view with a class; an `IndexError` if there is none."""
    return view.select(lambda each: hook in (getattr(each, "css_classes", None) or ()))[0]
