"""A heap of 64-bit numbers that knows how many different ones are in it. Whose numbers they are is presence's.

A million of these are held: plain arrays in buckets cost some ten bytes a number, where a dict of objects costs a hundred.
"""

from array import array

import numpy as np

BUCKET_NUMBERS = 64  # a bucket is looked through from front to back: a microsecond
SPREAD = 8


class Tally:
    """Numbers, the same one also several times."""

    __slots__ = ("_buckets", "_size", "different")

    def __init__(self) -> None:
        self._buckets = [array("Q")]
        self._size = 0
        self.different = 0

    def __len__(self) -> int:
        return self._size

    def add(self, number: int) -> None:
        bucket = self._buckets[number % len(self._buckets)]
        self.different += number not in bucket
        bucket.append(number)
        self._size += 1
        if self._size > BUCKET_NUMBERS * len(self._buckets):
            self._spread()

    def remove(self, number: int) -> None:
        """Raises ValueError when it is not there."""
        bucket = self._buckets[number % len(self._buckets)]
        bucket.remove(number)
        self.different -= number not in bucket
        self._size -= 1

    def numbers(self) -> np.ndarray:
        """The different ones, sorted."""
        return np.unique(np.concatenate([np.array(bucket, np.uint64) for bucket in self._buckets]))

    def _spread(self) -> None:
        old, count = self._buckets, len(self._buckets) * SPREAD
        self._buckets = [array("Q") for _ in range(count)]
        for bucket in old:
            for number in bucket:
                self._buckets[number % count].append(number)
