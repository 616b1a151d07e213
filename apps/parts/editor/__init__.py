"""The network editor: an SVG drawing a person can change, and the gestures it sends."""
