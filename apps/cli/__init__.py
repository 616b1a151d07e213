"""The commands: their options, what they read and refuse, what they print and write."""
