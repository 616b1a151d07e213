"""The causation view: the account of a transition, link by link."""
