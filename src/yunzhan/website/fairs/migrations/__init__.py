"""Schema history of the fairs app."""
