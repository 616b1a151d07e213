"""Widgets that know nothing of networks, and the repairs of Panel and Bokeh."""
