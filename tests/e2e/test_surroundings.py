"""The window on screens of any scale, and where people write numbers otherwise."""

from collections.abc import Callable

import pytest

from tests.e2e.processes import OFFSCREEN, Process

# Shows the window, types a rate with a decimal comma, and says what there is to see.
SHOWN = """
import sys
from PySide6.QtCore import QLocale, QTimer, Qt
from PySide6.QtTest import QTest
from gui import app
from gui.main_window import MainWindow
from gui.widgets.fields import NumberField

class Shown(MainWindow):
    def __init__(self, settings):
        super().__init__(settings)
        QTimer.singleShot(500, self.look)

    def look(self):
        names = {field.accessibleName().split(",")[0]: field
                 for field in self.findChildren(NumberField)}
        rate = names["Learning rate"]
        rate.selectAll()
        QTest.keyClicks(rate, "0,03")
        QTest.keyClick(rate, Qt.Key.Key_Return)
        picture = self.grab()
        print(self.devicePixelRatioF(), picture.width() / self.width(),
              self.session.plan.config.learning_rate, rate.text(), QLocale().decimalPoint())
        self.close()

QLocale.setDefault(QLocale("de_DE"))
app.MainWindow = Shown
sys.exit(app.run())
"""


@pytest.mark.case(74)
@pytest.mark.parametrize("scale", [1.25, 1.5, 2.0])
def test_the_window_is_sharp_at_any_scale_and_takes_a_decimal_comma(
    start: Callable[..., Process], monkeypatch: pytest.MonkeyPatch, scale: float
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", str(scale))
    process = start("-c", SHOWN)
    printed, errors = process.communicate(timeout=30)
    assert process.returncode == 0
    assert [line for line in errors.splitlines() if not line.startswith(OFFSCREEN)] == []
    ratio, pixels, rate, shown, point = printed.split()
    assert float(ratio) == scale
    assert float(pixels) == pytest.approx(scale, abs=0.01)
    assert (float(rate), shown, point) == (0.03, "0.03", ",")
