"""What the network reads wrongly: found, chosen and put in words."""
