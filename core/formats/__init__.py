"""The dataset formats that can be read.

To add one: write a module with a Format in it and add it to FORMATS.
"""

from core.formats import idx

FORMATS = (idx.FORMAT,)
