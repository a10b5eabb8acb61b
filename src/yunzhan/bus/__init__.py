"""Messages between our processes. `bus` promises, `memory` and `local` keep it; a cluster's bus will keep the same."""
