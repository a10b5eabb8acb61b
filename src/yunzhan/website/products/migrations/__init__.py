"""Schema history of the products app."""
