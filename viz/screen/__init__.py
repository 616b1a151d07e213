"""The views on Bokeh: plots that are picked, hovered and linked."""
