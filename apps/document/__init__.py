"""The document: snapshots of a network, its edits with undo, and what results depend on."""
