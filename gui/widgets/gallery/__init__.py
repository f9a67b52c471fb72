"""Many images as tiles, of which only those in sight are painted."""
