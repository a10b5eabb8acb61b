"""Messages between our processes. `bus` promises; `memory`, `local` and `nats` keep it."""
