"""What the curve plot is made of: curves, ranges, ticks, the pyqtgraph figure."""
