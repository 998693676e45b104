"""The frame: pages when first opened, keys, counters, notices with undo, width steps, scans to the right place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from inventory.base.errors import Refused
from inventory.base.i18n import translations
from inventory.ui import theme
from inventory.ui.main_window import MainWindow, width_step
from inventory.ui.screen import ScreenEntry
from inventory.ui.widgets.notices import ProgressCard
from inventory.ui.widgets.palette import Hit
from tests.ui import kit


class Page(QWidget):
    """A page that remembers what the window told it."""

    made = 0

    def __init__(self, context):
        super().__init__()
        type(self).made += 1
        self.context = context
        self.opened, self.codes, self.steps = [], [], []
        self.stay = self.takes = False
        lines = QVBoxLayout(self)
        self.field, self.list = QLineEdit(), QPushButton("x")
        lines.addWidget(self.field)
        lines.addWidget(self.list)

    def open(self, **arguments):
        self.opened.append(arguments)

    def can_leave(self):
        return not self.stay

    def handle_scan(self, code):
        self.codes.append(code)
        return self.takes

    def focus_areas(self):
        return [self.field, self.list]

    def set_width_step(self, step, short):
        self.steps.append((step, short))

    def state(self):
        return {"asset": 7}


@pytest.fixture
def window(qtbot, context):
    Page.made = 0
    editor = ScreenEntry(key="editor", title="Edit", icon="pencil", factory=Page, place="hidden", parent="register")
    entries = [*kit.entries(Page), editor]
    made = MainWindow(context.settings)
    made.fill(context, entries, unit="KWP we Wrocławiu", find=lambda text: [Hit(f"WR/{text}")])
    qtbot.addWidget(made)
    made.resize(1440, 860)
    made.navigate("register")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_page_is_built_when_first_opened(window):
    assert Page.made == 1
    window.navigate("overview", source="NMF")
    window.navigate("overview")
    assert Page.made == 2
    assert window.current_page().opened == [{"source": "NMF"}, {}]


def test_keys_and_clicks_go_to_a_screen(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.current_key() == "handovers"
    qtbot.mouseClick(window.navigation.button("funding"), Qt.MouseButton.LeftButton)
    assert window.current_key() == "funding"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.current_key() == "help"


def test_page_with_unsaved_changes_keeps_its_place(qtbot, window):
    window.current_page().stay = True
    qtbot.mouseClick(window.navigation.button("funding"), Qt.MouseButton.LeftButton)
    assert window.current_key() == "register"
    assert window.navigation.button("register").isChecked()
    assert not window.navigation.button("funding").isChecked()
    assert not window.close()
    window.current_page().stay = False
    assert window.close()


def test_hidden_page_leaves_its_parent_marked(window):
    window.navigate("editor")
    assert window.navigation.button("register").isChecked()


def test_title_names_the_unit_and_the_example(window):
    assert window.windowTitle() == "Ewidencja sprzętu – KWP we Wrocławiu"
    window.set_unit("KWP we Wrocławiu", example=True)
    assert window.windowTitle() == "Ewidencja sprzętu – KWP we Wrocławiu – PRZYKŁAD"


def test_refused_operation_is_a_red_strip(qtbot, window, context):
    def refuse(_job):
        raise Refused("{n} is held.", n="WR/1")

    context.operations.run(window, "Wydanie", refuse)
    qtbot.waitUntil(lambda: bool(window.messages.area().strips()))
    strip = window.messages.area().strips()[0]
    assert (strip.notice.tone, strip.text.text()) == ("err", "WR/1 is held.")
    window.navigate("overview")
    assert window.messages.area().strips() == []


def test_notice_with_markup_is_shown_literally(window, context):
    context.notify("<b>R&D</b>", "warn", action="R&D", run=lambda: None)
    strip = window.messages.area().strips()[0]
    assert (strip.text.text(), strip.text.textFormat()) == ("<b>R&D</b>", Qt.TextFormat.PlainText)
    assert strip.action.text() == "R&&D"


def test_undo_in_the_toast_runs_once(qtbot, window, context):
    done = []
    context.toast("Przeniesiono 5 składników", undo=lambda: done.append("undo"))
    toast = window.messages.toast()
    assert (toast.text.text(), toast.action.text()) == ("Przeniesiono 5 składników", "Cofnij")
    assert toast.timer.isActive()
    qtbot.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert done == ["undo"]
    assert not toast.isVisible()


def test_toast_stays_above_the_page_that_is_opened_next(window, context):
    context.toast("Zapisano")
    toast = window.messages.toast()
    for key in ("overview", "register"):
        window.navigate(key)
        assert window.pages.childAt(toast.geometry().center()) in (toast, *toast.findChildren(QWidget))


def test_toast_goes_away_by_itself(qtbot, window, context):
    context.toast("Zapisano")
    toast = window.messages.toast()
    toast.timer.start(1)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_long_operation_shows_a_card_that_stops_it(qtbot, window, context):
    def work(job):
        while True:
            job.progress(120, 386)

    context.operations.run(window, "Tworzenie PDF", work)
    qtbot.waitUntil(lambda: bool(window.findChildren(ProgressCard)))
    card = window.findChildren(ProgressCard)[0]
    qtbot.waitUntil(lambda: card.what.text() == "Tworzenie PDF: 120 z 386")
    assert card.share.text() == "31%"
    with qtbot.waitSignal(card.destroyed):
        qtbot.mouseClick(card.stop, Qt.MouseButton.LeftButton)
    assert window.messages.area().strips()[0].text.text() == "Przerwano. Niczego nie zmieniono."


@pytest.mark.parametrize(
    ("width", "step"), [(1280, "wide"), (1279, "medium"), (1000, "medium"), (999, "narrow"), (940, "narrow")]
)
def test_width_steps_are_those_of_the_design(width, step):
    assert width_step(width) == step


def test_narrow_window_shows_icons_only(window):
    assert (window.navigation.width(), window.top.user.isVisible()) == (208, False)
    window.resize(1100, 600)
    assert window.navigation.width() == 52
    assert window.navigation.button("register").toolTip() == "Rejestr (Ctrl+2)"
    assert window.current_page().steps[-1] == ("medium", True)
    window.resize(100, 100)
    assert (window.width(), window.height()) == (940, 480)


def test_menu_button_narrows_and_is_remembered(window, context):
    window.navigation.narrowed.emit(True)
    assert window.navigation.compact()
    assert context.settings.window["narrow"] is True


def test_counter_is_shown_and_spoken(window):
    window.set_count("handovers", 3)
    assert window.navigation.button("handovers").accessibleName() == "Przekazania, 3"


def test_f6_goes_round_navigation_list_and_details(qtbot, window):
    page = window.current_page()
    page.field.setFocus()
    for place in (page.list, window.navigation.button("register"), page.field):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        assert place.hasFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.navigation.button("register").hasFocus()


def test_page_opens_with_the_focus_in_its_list_or_search_not_on_a_button(window):
    window.navigate("overview")
    page = window.current_page()
    assert page.field.hasFocus()
    page.list.setFocus()
    window.navigate("register")
    window.navigate("overview")
    assert page.field.hasFocus()


def test_page_without_list_and_search_opens_with_the_focus_on_itself(qtbot, context):
    made = MainWindow(context.settings)
    made.fill(context, kit.entries(_OnlyButtons))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    for key in ("register", "overview"):
        made.navigate(key)
        assert made.focusWidget() is made.current_page()


class _OnlyButtons(QWidget):
    def __init__(self, _context):
        super().__init__()
        QVBoxLayout(self).addWidget(QPushButton("x"))


def test_search_everywhere_finds_things_and_screens(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.top.search.hasFocus()
    qtbot.keyClicks(window.top.search, "zrod")
    hits = window.search().list
    qtbot.waitUntil(lambda: [hit.text for hit in hits.hits()] == ["WR/zrod", "Źródła finansowania"])
    qtbot.keyClick(window.top.search, Qt.Key.Key_Down)
    qtbot.keyClick(window.top.search, Qt.Key.Key_Return)
    assert (window.current_key(), window.top.search.text()) == ("funding", "")


def test_scan_goes_to_the_page_or_on(qtbot, window):
    page = window.current_page()
    with qtbot.waitSignal(window.code_unclaimed) as left:
        window.take_scan("WR/487/0013")
    assert (left.args, page.codes) == (["WR/487/0013"], ["WR/487/0013"])
    page.takes = True
    with qtbot.assertNotEmitted(window.code_unclaimed):
        window.take_scan("WR/487/0014")
    assert window.status.scanner.text() == "WR/487/0014"


def test_scan_while_a_dialog_is_open_does_not_reach_the_page(qtbot, window):
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    with qtbot.assertNotEmitted(window.code_unclaimed):
        window.take_scan("WR/487/0013")
    assert window.current_page().codes == []
    dialog.close()
    (strip,) = window.messages.area().strips()
    with qtbot.waitSignal(window.code_unclaimed) as opened:
        qtbot.mouseClick(strip.action, Qt.MouseButton.LeftButton)
    assert opened.args == ["WR/487/0013"]
    assert window.messages.area().strips() == []


def test_language_and_theme_change_without_restart(qapp, window, context):
    window.top.set_user("Maria Lipowa")
    window.set_count("handovers", 3)
    first = window.current_page()
    context.tr = translations("en")
    theme.apply(qapp, mode="dark")
    window.rebuild()
    assert window.current_page() is not first
    assert window.current_page().opened == [{"asset": 7}]
    assert window.windowTitle() == "Equipment register – KWP we Wrocławiu"
    assert window.top.search.placeholderText() == "Search everywhere or scan a code"
    assert window.top.user.initials() == "ML"
    assert window.navigation.button("handovers").accessibleName() == "Przekazania, 3"
    assert theme.tokens().dark


def test_place_of_the_window_is_remembered(qtbot, window, context):
    window.resize(1000, 600)
    window.close()
    again = MainWindow(context.settings)
    qtbot.addWidget(again)
    # The offscreen screen is 800 pixels wide, so the width is the smallest there is.
    assert (again.width(), again.height()) == (940, 600)
