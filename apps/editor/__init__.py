"""The network editor: drawing, text and matrices of one network, and the inspector."""
