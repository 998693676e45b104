"""What tests of forms share: a page over the demonstration register, with a frame that remembers what it was told."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from inventory.base.i18n import translations
from inventory.base.settings import Settings
from inventory.catalogue.query import parse
from inventory.services.asset_details import asset_details
from inventory.ui.bridge import Bridge
from inventory.ui.context import Context


class Frame:
    """Remembers where screens went and what they said."""

    def __init__(self):
        self.went, self.said, self.toasts, self.status = [], [], [], ""

    def navigate(self, key, **arguments):
        self.went.append((key, arguments))

    def notify(self, notice):
        self.said.append(notice)

    def toast(self, text, *, action="", run=None, keys=""):
        self.toasts.append((text, run))

    def set_status(self, text):
        self.status = text

    def set_count(self, key, count):
        pass


def form_context(operations, application, language="pl"):
    bridge = Bridge(operations)
    bridge.attach(application)
    return Context(
        tr=translations(language), application=application, operations=operations, settings=Settings(language=language),
        frame=Frame(), bridge=bridge,
    )  # fmt: skip


def ids(application, text):
    """Return the assets that a search finds, by number."""
    found = list(application.listing.ids(parse(text)))
    return [key for _number, key in sorted(zip(application.listing.numbers(found), found, strict=True))]


def details(application, asset):
    return application.read(lambda session: asset_details(session, asset))


def opened(qtbot, page, **arguments):
    """Open a form and wait until it is shown."""
    before = page._data
    page.open(**arguments)
    qtbot.waitUntil(lambda: page._data is not before)
    return page


def type_into(qtbot, field, text):
    """Type over what a field holds and leave it."""
    editor = getattr(field, "editor", field)
    editor.setFocus()
    editor.selectAll()
    if text.isascii() and text:
        qtbot.keyClicks(editor, text)
    else:
        # The keyboard of the tests has ASCII only.
        editor.setText(text)
        editor.textEdited.emit(text)
    editor.editingFinished.emit()


def field(page, key):
    return page.body.purchase.field(key)


def saved(qtbot, page):
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.context.frame.toasts))


def links(strip):
    return {made.text(): made for made in strip.findChildren(QPushButton) if not made.isHidden()}
