"""Scripts that make what the client ships: booths, people. Not part of the package."""
