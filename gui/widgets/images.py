"""Arrays of brightness as Qt's images."""

import numpy as np
from PySide6.QtGui import QImage

from core.arrays import Floats


def grey_image(brightness: Floats) -> QImage:
    """An image of its own from brightness (H, W); what is below 0 or above 1 is black or white."""
    grey = np.rint(255 * np.clip(brightness, 0.0, 1.0)).astype(np.uint8)
    height, width = grey.shape
    return QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
