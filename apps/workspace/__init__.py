"""The workspace around every view: frame, toolbar, gallery, links; a window's documents and its lectures."""
