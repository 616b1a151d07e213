"""Actual causation: transitions, causal links, accounts and counterfactuals."""
