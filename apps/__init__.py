"""The phiscope application: pages, their parts and the command line."""
