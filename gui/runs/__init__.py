"""What is done with the runs that are kept: opened, named, repeated, deleted."""
