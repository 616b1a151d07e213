"""What each plot needs to know, as frozen dataclasses: no colours, no widgets."""
