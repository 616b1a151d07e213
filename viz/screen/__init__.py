"""The view models drawn with Bokeh: plots that report clicks and hovering, and can be linked."""
