"""Exports: plots, tables, citations, and the menu that offers them."""
