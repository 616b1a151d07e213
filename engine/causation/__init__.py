"""Actual causation: transitions, causal links, accounts (Albantakis, Marshall, Hoel, Tononi 2019)."""
