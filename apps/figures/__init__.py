"""What can be taken away: plots, tables, citations, and the menu that offers them."""
