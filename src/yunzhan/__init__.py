"""Yunzhan: a hybrid trade fair in a 3D hall. Only the version lives here; programs are in `cli`."""

__version__ = "0.1.0"
