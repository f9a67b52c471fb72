"""The panels that pages are made of; each knows the session and no other panel."""
