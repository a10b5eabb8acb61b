"""Live state without sockets or clocks: who is where (`space`), who said what (`group`), who is here (`presence`)."""
