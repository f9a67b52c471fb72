"""The files in which people have images with labels; known.py is the table of them."""
