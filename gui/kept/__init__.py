"""The runs that are kept: read, named, and as the list and the comparison show them."""
