"""Python's search for cyclic garbage, which the start of the program does without.

What the imports and the window make stays: searching it takes a tenth of the start, and frozen it
is never searched again.
"""

import gc


def pause() -> None:
    """Search for none from here on."""
    gc.disable()


def resume() -> None:
    """Search again, leaving what there is now alone; where nothing was paused, nothing changes."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
