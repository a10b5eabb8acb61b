"""Schema history of the config app."""
