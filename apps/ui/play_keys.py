"""The keys that step and play, wherever they are pressed on the page but in a field."""

from __future__ import annotations

from pathlib import Path

import param
from panel.custom import JSComponent


class PlayKeys(JSComponent):
    """The keys that are pressed on the page.

    ``pressed`` is the last one with a count; ``hidden`` is sent when the page goes out of sight.
    """

    pressed = param.Dict(default={})

    _esm = Path(__file__).with_name("play_keys.js")
