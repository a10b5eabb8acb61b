"""The command `yunzhan`: the only place that wires programs together. What they do is in their own packages."""
