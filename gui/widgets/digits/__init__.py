"""The table of errors by digit as a widget."""
