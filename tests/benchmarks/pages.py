"""Measure the pages: switching, overlaying runs, writing a report, and training with each open.

Run with python -m tests.benchmarks.pages. What is compared is measured in turn, in one process.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.benchmarks.loop import Ticks, spin, wait_until
from tests.benchmarks.process import need_no_screen

RUNS = 300  # in the folder
TICKED = 20
ROUNDS = 3
SECONDS = 3.0  # of training with a page open
