"""The atlas: many systems at once, brushed and linked, and one network over two of its numbers."""
