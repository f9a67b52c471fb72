"""Opening other people's data: look at them first, correct what was guessed, then take them."""
