"""What tests of the settings share: a section opened, a field typed into and left."""

from __future__ import annotations


def section(desk, key):
    page = desk.go("settings", section=key)
    return page.section(key)


def type_and_leave(desk, field, text):
    field.editor.setFocus()
    field.editor.setText(text)
    field.editor.left.emit()
    desk.settle()


def read(desk, work):
    return desk.application.read(work)


def toast(desk):
    return desk.window.messages.toast()
