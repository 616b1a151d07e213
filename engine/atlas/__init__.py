"""An atlas of systems: whole families of networks measured in all their states, kept in one table."""
