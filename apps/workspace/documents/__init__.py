"""The networks of a window: open side by side, kept in its browser, read from files."""
