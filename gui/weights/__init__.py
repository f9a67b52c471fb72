"""What the units of the first layer do: found and put in words."""
