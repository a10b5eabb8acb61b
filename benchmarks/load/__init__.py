"""The load client: C, built where it is used, driven from Python. It measures; which servers are measured is decided elsewhere."""
