"""The compare view: two networks, states or formalisms side by side."""
