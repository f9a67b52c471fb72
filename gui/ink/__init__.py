"""What the drawing canvas is made of: pointer, brush, marks, the sketch, its look."""
