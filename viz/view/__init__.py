"""View models: frozen dataclasses with all that a plot shows, without colours and widgets."""
