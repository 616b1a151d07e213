"""Small pictures and texts as SVG and HTML, for places where a whole plot would be too large."""
