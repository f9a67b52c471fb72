"""The report of a run, fit to hand in: its pages, its figures, and the files beside it."""
