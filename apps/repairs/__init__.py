"""Repairs of Panel and Bokeh: what each replaces, and of which version; a library mends them one by one."""
