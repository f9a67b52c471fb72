"""The confusion matrix as a widget."""
