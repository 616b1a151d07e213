"""Lessons: what teachers write, read and checked; what is asked of the page; and the rail that shows them."""
