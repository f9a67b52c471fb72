"""Fields take what is right, refuse what is wrong, and say only what the user did."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.fields import ChoiceField, Form, LayersField, NumberField


class Heard:
    """Everything a field says, in order."""

    def __init__(self, field: NumberField | LayersField | ChoiceField) -> None:
        self.said: list[object] = []
        field.changed.connect(self.said.append)
        if not isinstance(field, ChoiceField):
            field.refused.connect(self.said.append)


def typed(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def rate(qtbot: QtBot) -> NumberField:
    field = NumberField("Learning rate", 1e-6, 100.0, False, 0.1, hint="The step")
    qtbot.addWidget(field)
    return field


def test_a_number_is_taken_on_return(qtbot: QtBot, rate: NumberField) -> None:
    heard = Heard(rate)
    typed(qtbot, rate, "0,05")
    assert (rate.value, rate.text(), heard.said) == (0.05, "0.05", [0.05])


def test_the_same_number_written_otherwise_is_no_change(qtbot: QtBot, rate: NumberField) -> None:
    heard = Heard(rate)
    typed(qtbot, rate, "1e-1")
    assert (rate.text(), heard.said) == ("0.1", [])


def test_a_wrong_number_is_refused_once_and_the_last_good_one_stays(
    qtbot: QtBot, rate: NumberField
) -> None:
    heard = Heard(rate)
    typed(qtbot, rate, "1e9")
    sentence = "Learning rate must be between 0.000001 and 100: 1e9 was not taken, 0.1 stays."
    assert (rate.value, rate.text(), heard.said) == (0.1, "0.1", [sentence])


def test_escape_brings_the_value_back(qtbot: QtBot, rate: NumberField) -> None:
    heard = Heard(rate)
    QTest.keyClicks(rate, "777")
    QTest.keyClick(rate, Qt.Key.Key_Escape)
    assert (rate.text(), heard.said) == ("0.1", [])


def test_arrow_keys_step_from_what_is_typed(qtbot: QtBot, rate: NumberField) -> None:
    heard = Heard(rate)
    QTest.keyClick(rate, Qt.Key.Key_Up)
    rate.setText("1")
    QTest.keyClick(rate, Qt.Key.Key_Down)
    assert (rate.text(), heard.said) == ("0.5", [0.2, 0.5])


def test_a_step_at_the_end_of_the_range_says_nothing(qtbot: QtBot) -> None:
    field = NumberField("Batch size", 1, 50, True, 50)
    qtbot.addWidget(field)
    heard = Heard(field)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert heard.said == []


def test_setting_a_value_says_nothing(rate: NumberField) -> None:
    heard = Heard(rate)
    rate.set_value(0.5)
    assert (rate.value, rate.text(), heard.said) == (0.5, "0.5", [])


def test_setting_the_present_value_leaves_what_is_being_typed(
    qtbot: QtBot, rate: NumberField
) -> None:
    rate.selectAll()
    QTest.keyClicks(rate, "0.02")
    rate.set_value(0.1)
    assert rate.text() == "0.02"


def test_name_and_range_are_told(rate: NumberField) -> None:
    assert rate.accessibleName() == "Learning rate, 0.000001 to 100"
    assert rate.toolTip() == "The step\n0.000001 to 100"


def test_layers_are_taken_as_a_tuple(qtbot: QtBot) -> None:
    field = LayersField("Hidden layers", (100, 100))
    qtbot.addWidget(field)
    heard = Heard(field)
    typed(qtbot, field, "50 30")
    assert (field.value, field.text(), heard.said) == ((50, 30), "50, 30", [(50, 30)])


def test_too_many_layers_are_refused(qtbot: QtBot) -> None:
    field = LayersField("Hidden layers", (100,), most_layers=2)
    qtbot.addWidget(field)
    typed(qtbot, field, "1 2 3")
    assert field.text() == "100"


@pytest.fixture
def choice(qtbot: QtBot) -> ChoiceField:
    field = ChoiceField("Output", [((1, 2), "softmax"), ((3,), "sigmoid")], (1, 2))
    qtbot.addWidget(field)
    field.show()
    return field


def test_only_the_user_makes_a_choice_heard(qtbot: QtBot, choice: ChoiceField) -> None:
    heard = Heard(choice)
    choice.set_value((3,))
    assert (choice.value, choice.currentText(), heard.said) == ((3,), "sigmoid", [])
    QTest.keyClick(choice, Qt.Key.Key_Up)
    assert (choice.value, heard.said) == ((1, 2), [(1, 2)])


def test_a_wheel_over_an_unfocused_choice_does_nothing(choice: ChoiceField) -> None:
    centre = QPointF(choice.rect().center())
    choice.clearFocus()
    event = QWheelEvent(
        centre,
        choice.mapToGlobal(centre),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert choice.currentText() == "softmax"
    assert not event.isAccepted()


def test_an_unknown_choice_is_an_error(choice: ChoiceField) -> None:
    with pytest.raises(ValueError, match="not in list"):
        choice.set_value("linear")


def test_fields_of_all_forms_line_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    fields = [NumberField(name, 0, 1, False, 0) for name in ("L2", "Learning rate")]
    for field in fields:
        form = Form()
        form.add_field(field.accessibleName().split(",")[0], field)
        column.addLayout(form)
    window.show()
    assert fields[0].x() == fields[1].x()
