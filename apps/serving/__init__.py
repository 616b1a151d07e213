"""How pages are served: begun before they are built, built beside the event loop, collected once left."""
