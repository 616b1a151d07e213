"""The selection: what is picked or hovered in one view is lit in all."""
