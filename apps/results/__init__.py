"""Results as values, the same for page, figure, table and command; no widgets."""
