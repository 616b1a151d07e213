"""Building blocks shared by every page: document, jobs, selection, panes and shell."""
