"""Background work: runners, analyses that follow the document, and the limits of live computing."""
