"""The computer view: a target and the computer that simulates it, side by side, in step."""
