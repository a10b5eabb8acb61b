"""Servers of other people that do the same work in the same run. Installed into a folder that is thrown away, from locked packages."""
