"""The laboratory without its window: data, network, training and records, in NumPy.

BLAS gets one thread: at this network's size that is as fast as two, far steadier on a busy
machine, and gives the same bits on every run. It reads the variables when NumPy is first
imported; where that has happened already, it is told afterwards.
"""

import os
import sys

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

if "numpy" in sys.modules:
    from threadpoolctl import threadpool_limits

    threadpool_limits(int(os.environ["OPENBLAS_NUM_THREADS"]), user_api="blas")

__version__ = "0.1.0"
