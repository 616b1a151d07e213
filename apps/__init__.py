"""The phiscope application: the command line, the server and the pages."""
