"""Arrays of brightness as Qt's images."""

import numpy as np
from PySide6.QtGui import QImage

from core.arrays import AnyArray


def grey_image(brightness: AnyArray) -> QImage:
    """An image of its own from brightness (H, W), uint8 or 0..1; what is beyond is cut off."""
    grey = brightness
    if grey.dtype != np.uint8:
        grey = np.rint(255 * np.clip(brightness, 0.0, 1.0)).astype(np.uint8)
    height, width = grey.shape
    return QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
