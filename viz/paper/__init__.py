"""The views on matplotlib: vector figures at column width."""
