"""Weights and the images that excite a unit, as tiles."""
