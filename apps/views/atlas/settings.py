"""What is chosen in the atlas: a survey, the version of the theory, the columns on the axes."""

from __future__ import annotations

from typing import Any

import param

from apps.results.surveys import FAMILIES, MAPS, MOST_UNITS, RECIPES, SurveyChoice
from engine.formalisms import DEFAULT, FORMALISMS
from viz.view.parallel import MOST_AXES

MOST_COUNT = 50_000
SEEDS = 10**6
AXES = ("x", "y", "colour")
LONGEST = 80
"""Most letters of the name of a column."""


class AtlasSettings(param.Parameterized):
    """The fields of the view; what comes from a link or the browser is checked in `put`."""

    what = param.String(default=next(iter(MAPS)))
    units = param.Integer(default=3, bounds=(2, MOST_UNITS))
    count = param.Integer(default=500, bounds=(1, MOST_COUNT))
    noise = param.Number(default=0.0, bounds=(0.0, 1.0))
    seed = param.Integer(default=1, bounds=(0, SEEDS))
    formalism = param.String(default=DEFAULT)
    x = param.String(default="", doc="Column across; empty for that which suits the survey.")
    y = param.String(default="")
    colour = param.String(default="", doc="Column whose mean is the colour of the heat map.")

    lines = param.List(default=[], item_type=str, doc="Columns of the parallel axes; empty for the usual.")

    @property
    def choice(self) -> SurveyChoice:
        """The survey that is asked for; fields that it does not read are left out."""
        family = FAMILIES.get(self.what)
        if family is None:
            return SurveyChoice(self.what)
        read = {name: getattr(self, name) for name in family.options}
        return SurveyChoice(self.what, formalism=self.formalism, **read)

    def look(self) -> dict[str, Any]:
        """Return the fields as plain values, for links."""
        names = ("what", "units", "count", "noise", "seed", "formalism", *AXES)
        return {name: getattr(self, name) for name in names} | {"lines": list(self.lines)}

    def put(self, look: Any) -> None:
        """Set the fields; what is not valid is left as it is."""
        if not isinstance(look, dict):
            return
        news: dict[str, Any] = {}
        if look.get("what") in (*MAPS, *RECIPES, *FAMILIES):
            news["what"] = look["what"]
        if look.get("formalism") in FORMALISMS:
            news["formalism"] = look["formalism"]
        for name, low, high in (("units", 2, MOST_UNITS), ("count", 1, MOST_COUNT), ("seed", 0, SEEDS)):
            if type(look.get(name)) is int and low <= look[name] <= high:
                news[name] = look[name]
        if type(look.get("noise")) in (int, float) and 0 <= look["noise"] <= 1:
            news["noise"] = float(look["noise"])
        for name in AXES:
            if isinstance(look.get(name), str) and len(look[name]) <= LONGEST:
                news[name] = look[name]
        lines = look.get("lines")
        if (
            isinstance(lines, list)
            and len(lines) <= MOST_AXES
            and all(isinstance(each, str) and len(each) <= LONGEST for each in lines)
        ):
            news["lines"] = lines
        self.param.update(**news)
