"""Random distortion of digit images: affine and elastic, the same bits for the same generator.

Where each pixel of the result comes from is a sum of fixed patterns over the image (a constant,
the two coordinates, and a few slow waves), each times a random number: one matrix product for
all images. Simard, Steinkraus and Platt (2003) blur random displacements instead; a blurred one
is nearly a sum of slow waves, and those are quicker.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.arrays import PIXEL_MAX, Floats, Images, Labels

WAVES = [(i, j) for i in range(5) for j in range(5) if 0 < i * i + j * j <= 16]
"""The half periods of each wave, down and across."""
BLUR = 4.0  # pixels: the standard deviation of the Gaussian that the waves stand for


@dataclass(frozen=True, slots=True)
class Distortion:
    """How far images are distorted at most; all but the elastic part are drawn uniformly.

    rotation is in degrees, scaling and shear are shares of a side, shift is in pixels. elastic
    is the root mean square of the elastic displacement along each axis, in pixels, over the whole
    image; in its middle it is about three quarters of that. What lies beyond the edge is
    as the edge.
    """

    rotation: float = 0.0
    scaling: float = 0.0
    shear: float = 0.0
    shift: float = 0.0
    elastic: float = 0.0

    def __bool__(self) -> bool:
        return any((self.rotation, self.scaling, self.shear, self.shift, self.elastic))


def distort(images: Images, distortion: Distortion, *, rng: np.random.Generator) -> Floats:
    """Turn square images (N, D) uint8 into distorted ones (N, D) float32, 0..1."""
    return displace(images, draw(len(images), distortion, rng=rng))


def draw(count: int, distortion: Distortion, *, rng: np.random.Generator) -> Floats:
    """The random numbers before the patterns, for columns and rows: (2, N, 3 + waves)."""
    numbers = np.empty((2, count, 3 + len(WAVES)), np.float32)
    numbers[:, :, :3] = _affine(count, distortion, rng)
    numbers[:, :, 3:] = rng.standard_normal((2, count, len(WAVES)), np.float32)
    numbers[:, :, 3:] *= distortion.elastic
    return numbers


def displace(images: Images, numbers: Floats) -> Floats:
    """Distort square images (N, D) uint8 by what draw() returned: (N, D) float32, 0..1."""
    return sample(images, places(numbers, round(images.shape[1] ** 0.5)))


def places(numbers: Floats, side: int) -> Floats:
    """Where each pixel comes from: columns and rows (2, N, D), 0 to just below side - 1."""
    _, count, patterns = numbers.shape
    numbers[:, :, 0] += (side - 1) / 2
    found: Floats = (numbers.reshape(-1, patterns) @ _patterns(side)).reshape(2, count, -1)
    last = np.nextafter(np.float32(side - 1), np.float32(0))
    return np.clip(found, np.float32(0), last, out=found)


def _affine(count: int, distortion: Distortion, rng: np.random.Generator) -> Floats:
    """For columns and rows, the numbers (2, N, 3) of the constant and the two coordinates."""
    uniform = rng.uniform(-1, 1, (6, count))
    angle = np.deg2rad(distortion.rotation) * uniform[0]
    wide, high = 1 / (1 + distortion.scaling * uniform[1:3])  # of the source, for a wider result
    slant = distortion.shear * uniform[3]
    right, down = distortion.shift * uniform[4:6]
    cos, sin = np.cos(angle), np.sin(angle)
    columns = right, cos * wide, cos * slant - sin * high
    rows = down, sin * wide, sin * slant + cos * high
    return np.array([columns, rows]).transpose(0, 2, 1)


@lru_cache
def _patterns(side: int) -> Floats:
    """The constant, the coordinates from the middle, and the waves: (3 + waves, D).

    All waves together are 1 in the mean square.
    """
    middle = np.arange(side) - (side - 1) / 2
    y, x = np.meshgrid(middle, middle, indexing="ij")
    waves = np.array([_wave(i, side)[:, np.newaxis] * _wave(j, side) for i, j in WAVES])
    waves /= np.sqrt((waves**2).sum(axis=0).mean())
    return np.array([np.ones_like(x), x, y, *waves], np.float32).reshape(3 + len(WAVES), -1)


def _wave(half_periods: int, side: int) -> Floats:
    """A cosine along a side (side,), as strong as a blur leaves it of white noise."""
    frequency = np.pi * half_periods / side
    strength = np.exp(-((BLUR * frequency) ** 2) / 2) * (np.sqrt(2) if half_periods else 1)
    wave: Floats = strength * np.cos(frequency * (np.arange(side) + 0.5))
    return wave


def sample(images: Images, at: Floats) -> Floats:
    """Read images (N, D) between their pixels, bilinearly: (N, D), 0..1.

    at (2, N, D) holds columns and rows, 0 to just below side - 1; it is used up.
    """
    count, size = images.shape
    side = round(size**0.5)
    whole = np.floor(at)
    right, down = np.subtract(at, whole, out=at)
    columns, rows = whole
    rows *= side
    rows += columns
    index = rows.astype(np.intp)
    index += size * np.arange(count)[:, np.newaxis]
    flat = images.reshape(-1)
    top = _between(flat, flat[1:], index, right)
    bottom = _between(flat[side:], flat[side + 1 :], index, right)
    bottom -= top
    bottom *= down
    top += bottom
    top *= np.float32(1 / PIXEL_MAX)
    return top


def _between(left: Images, right: Images, index: Labels, share: Floats) -> Floats:
    """The pixels of two images at the same indices, the right one by its share."""
    start: Floats = left.take(index, mode="clip").astype(np.float32)  # clipping checks nothing
    end = right.take(index, mode="clip").astype(np.float32)
    end -= start
    end *= share
    start += end
    return start
