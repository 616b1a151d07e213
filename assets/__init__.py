"""Shipped data: example networks, lessons and references."""
