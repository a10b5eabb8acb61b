"""Schema history of the live app."""
