"""The commands: their options, the requests they read, their error messages, their output."""
