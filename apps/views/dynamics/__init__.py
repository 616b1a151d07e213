"""The dynamics view: trajectories, the state-transition graph, φ over states and parameters."""
