"""Memory that nobody uses goes back to the system. In a process of its own: another's allocator is in the way of none."""

import subprocess
import sys

PROGRAM = """
import ctypes
from pathlib import Path
from yunzhan.gateway.memory import give_back
library = ctypes.CDLL(None)
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])
blocks = [library.malloc(100_000) for _ in range(500)]
for block in blocks:
    ctypes.memset(block, 1, 100_000)
full = pages()
for block in blocks[:-1]:  # the last one keeps the heap from shrinking by itself
    library.free(block)
kept = pages()
give_back()
print(full - kept, kept - pages())
"""


def test_free_pages_in_the_middle_of_the_heap_are_given_back():
    said = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stdout.split()
    by_itself, given_back = map(int, said)
    assert given_back > 10_000 > by_itself
