"""How the program looks: colours in light and dark, typeface, tinted icons."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from resources import path

Role = QPalette.ColorRole

FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
FONT_PIXELS = 13
ICON = QSize(16, 16)
DEVICE_PIXEL_RATIOS = (1, 2, 3)

SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}

# Fusion draws the outline of these a fixed step darker than their Window colour.
OUTLINED = ("QLineEdit", "QComboBox", "QAbstractSpinBox", "QAbstractButton", "QProgressBar")
FUSION_OUTLINE_STEP = 140


@dataclass(frozen=True, slots=True)
class Colors:
    """The tokens of one theme, as #rrggbb."""

    window: str
    panel: str
    line: str
    outline: str
    button: str
    text: str
    muted: str
    loss: str
    training: str
    testing: str

    @property
    def accent(self) -> str:
        return self.loss

    @property
    def warning(self) -> str:
        return self.testing

    @property
    def on_accent(self) -> str:
        """What is read on top of the accent."""
        return self.panel


LIGHT = Colors(
    window="#f6f7f9",
    panel="#ffffff",
    line="#d9dde3",
    outline="#b5b5b6",
    button="#ffffff",
    text="#1b1f24",
    muted="#626b77",
    loss="#0072B2",
    training="#009E73",
    testing="#D55E00",
)
DARK = Colors(
    window="#16181c",
    panel="#1e2126",
    line="#33383f",
    outline="#484f59",
    button="#1e2126",
    text="#e8eaed",
    muted="#9aa3ad",
    loss="#56B4E9",
    training="#2bc49a",
    testing="#E69F00",
)


def colors() -> Colors:
    """The tokens that the application's palette was made from."""
    return DARK if QGuiApplication.palette().color(Role.Window).lightness() < 128 else LIGHT


def mixed(color: str, into: str, share: float) -> str:
    """share (0..1) of a colour over an opaque ground: faint, yet as cheap to paint as opaque."""
    over, under = QColor(color), QColor(into)
    pairs = zip(_rgb(over), _rgb(under), strict=True)
    return QColor(*(round(share * a + (1 - share) * b) for a, b in pairs)).name()


def _rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def apply(app: QApplication, choice: str) -> None:
    """Dress the application: choice is "light", "dark", or else "system", which follows along."""
    hints = app.styleHints()
    for follower in app.findChildren(_Follower):
        follower.setParent(None)  # which ends it, and its connection
    app.setStyle("Fusion")
    hints.setColorScheme(SCHEMES.get(choice, Qt.ColorScheme.Unknown))
    if choice not in SCHEMES:
        hints.colorSchemeChanged.connect(_Follower(app).on_scheme_changed)
        choice = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    _paint(app, DARK if choice == "dark" else LIGHT)


class _Follower(QObject):
    """Passes the system's changes on for as long as the choice is "system"."""

    def on_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            _paint(app, DARK if scheme == Qt.ColorScheme.Dark else LIGHT)


def _paint(app: QApplication, tokens: Colors) -> None:
    app.setPalette(palette(tokens))
    outlined = palette(tokens)
    outlined.setColor(Role.Window, QColor(tokens.outline).lighter(FUSION_OUTLINE_STEP))
    for name in OUTLINED:
        app.setPalette(outlined, name)  # type: ignore[arg-type]  # the stub says bytes, Qt refuses them


def palette(tokens: Colors) -> QPalette:
    """Every role of a palette for Fusion; muted text is the role PlaceholderText."""
    made = QPalette()
    for role, color in _roles(tokens):
        made.setColor(role, QColor(color))
    pale = QColor(mixed(tokens.muted, tokens.panel, 0.6))
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, pale)
    for role in (Role.Highlight, Role.Accent):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.line))
    return made


def _roles(tokens: Colors) -> Iterator[tuple[QPalette.ColorRole, str]]:
    yield from ((role, tokens.text) for role in (Role.WindowText, Role.Text, Role.ButtonText))
    yield from ((role, tokens.accent) for role in (Role.Highlight, Role.Accent, Role.Link))
    yield Role.LinkVisited, mixed(tokens.accent, tokens.muted, 0.5)
    yield Role.HighlightedText, tokens.on_accent
    yield Role.BrightText, tokens.warning
    yield Role.PlaceholderText, tokens.muted
    yield Role.Window, tokens.window
    yield Role.Base, tokens.panel
    yield Role.AlternateBase, mixed(tokens.line, tokens.panel, 0.4)
    yield Role.Button, tokens.button
    yield Role.ToolTipBase, tokens.panel
    yield Role.ToolTipText, tokens.text
    yield Role.Light, tokens.panel
    yield Role.Midlight, mixed(tokens.line, tokens.panel, 0.5)
    yield Role.Mid, tokens.line
    yield Role.Dark, tokens.outline
    yield Role.Shadow, mixed(tokens.text, tokens.outline, 0.3)


def load_fonts(app: QApplication) -> None:
    """Make Inter the typeface, digits of equal width; the system's own one if a file is missing."""
    files = [path("fonts", name) for name in FONT_FILES]
    loaded = [QFontDatabase.addApplicationFont(str(file)) for file in files if file.exists()]
    font = app.font()
    if len(loaded) == len(files) and -1 not in loaded:
        font = QFont(QFontDatabase.applicationFontFamilies(loaded[0])[0])
    font.setPixelSize(FONT_PIXELS)
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)


def bold(font: QFont) -> QFont:
    """The same font, bold."""
    heavy = QFont(font)
    heavy.setBold(True)
    return heavy


def icon(name: str, *, on_accent: bool = False) -> QIcon:
    """An icon in the text's colour as of now; ask again after a change of palette."""
    tokens = colors()
    ink = tokens.on_accent if on_accent else tokens.text
    pale = mixed(tokens.muted, tokens.panel, 0.6)
    made = QIcon()
    for ratio in DEVICE_PIXEL_RATIOS:
        for color, mode in ((ink, QIcon.Mode.Normal), (pale, QIcon.Mode.Disabled)):
            made.addPixmap(QPixmap.fromImage(_tinted(name, color, ratio)), mode)
    return made


@lru_cache(maxsize=256)
def _tinted(name: str, ink: str, ratio: int) -> QImage:
    image = QImage(ICON * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(path("icons", f"{name}.svg"))).render(painter)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(image.rect(), QColor(ink))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
