"""Results of PyPhi computed again: what agrees, what differs, and why."""
