"""What the name of a well-known dataset tells: its classes, and how its images stand."""

from collections.abc import Sequence

from core.samples import DIGITS

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# By the first number and how many there are: EMNIST's sets (Cohen et al. 2017).
LETTERS = {
    ("1", 26): tuple(CAPITALS),
    ("0", 26): tuple(CAPITALS),
    ("0", 47): (*DIGITS, *CAPITALS, *"abdefghnqrt"),
    ("0", 62): (*DIGITS, *CAPITALS, *CAPITALS.lower()),
}
EMNIST = "emnist"
LETTERED = (EMNIST, "letters")
# Of ten numbers: Fashion-MNIST (Xiao et al. 2017), KMNIST (Clanuwat et al. 2018).
GARMENTS = "T-shirt trousers pullover dress coat sandal shirt sneaker bag boot"
KANA = "o ki su tsu na ha ma ya re wo"
CLASSES = {
    "fashion": tuple(GARMENTS.split()),
    "kmnist": tuple(KANA.split()),
    "kuzushiji": tuple(KANA.split()),
}


def classes(numbers: tuple[str, ...], name: str, folders: Sequence[str] = ()) -> tuple[str, ...]:
    """What classes are called that files tell by numbers, by the names of a file and its folders.

    Letters are told by the file's name alone: many things lie in folders of letters.
    """
    if numbers == DIGITS:
        called = " ".join((name, *folders)).lower()
        return next((names for word, names in CLASSES.items() if word in called), numbers)
    letters = LETTERS.get((numbers[0], len(numbers)))
    return letters if letters and any(word in name.lower() for word in LETTERED) else numbers


def lies_on_its_side(name: str) -> bool:
    """Whether the images of a file of that name are turned and mirrored, as EMNIST's are."""
    return EMNIST in name.lower()
