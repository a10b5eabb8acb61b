"""Schema history of the shared app."""
