"""What the C library keeps of memory that nobody uses goes back to the system. Where it is not glibc, nothing happens.

Large arrays come and go with every count of many people and leave free pages behind in the middle of the heap: 2 MB in a worker
with 18,500 people, 120 bytes each (benchmarks/million_bench.py).
"""

import ctypes

GIVE_BACK_SECONDS = 30.0
_LIBRARY = ctypes.CDLL(None)


def give_back() -> None:
    """Every GIVE_BACK_SECONDS; some milliseconds."""
    if hasattr(_LIBRARY, "malloc_trim"):
        _LIBRARY.malloc_trim(0)
