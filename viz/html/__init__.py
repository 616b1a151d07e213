"""Small pictures and sentences as SVG and HTML, where a whole plot would be too much."""
