"""The small widgets that panels are made of."""
