"""Pictures of the theory: view models, Bokeh plots for the screen, matplotlib figures for paper."""
