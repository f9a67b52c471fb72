"""How many threads BLAS works with: one, or every core for a network wide enough to profit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from core.network import NetworkSpec

WIDE = 200_000_000  # multiplications an iteration; 784-100-100-10 with 50 images has 13 million


def threads_for(spec: NetworkSpec, batch_size: int) -> int:
    """The threads for training: products of wide networks are shared, those of others are not."""
    multiplications = 3 * batch_size * spec.parameter_count  # forward, dW, dx
    return available() if multiplications >= WIDE else 1


def available() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def blas_threads(count: int) -> Iterator[None]:
    """Let BLAS work with so many threads meanwhile; one is what it has anyway."""
    if count == 1:
        yield
        return
    from threadpoolctl import threadpool_limits  # only here, since looking BLAS up takes 10 ms

    with threadpool_limits(count, user_api="blas"):
        yield
