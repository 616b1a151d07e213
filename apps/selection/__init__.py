"""The selection: a thing picked or hovered in one view lights up in all."""
