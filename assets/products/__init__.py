"""Sample goods as 3D models: shapes, paint, and the file they are written to. See assets/LICENSES.md."""
