"""The views of a network, a folder each: its page, its panes and what can be exported from it."""
