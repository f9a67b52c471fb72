"""The pages of the window, each an arrangement of panels."""
