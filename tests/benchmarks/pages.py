"""Measure the pages: switching, overlaying runs, writing a report, and training with each open.

Run with python -m tests.benchmarks.pages. What is compared is measured in turn, in one process.
"""




RUNS = 300  # in the folder
TICKED = 20
ROUNDS = 3
SECONDS = 3.0  # of training with a page open
