"""The dataset formats that can be read.

To add one: write a module with a Format in it and add it to FORMATS.
"""

from core.formats import course, folders, idx_files, npz, table

FORMATS = (idx_files.FORMAT, npz.FORMAT, course.FORMAT, folders.FORMAT, table.FORMAT)
