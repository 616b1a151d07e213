"""The grain view: units of any grain, macro beside micro, and the search for a system's own grain."""
