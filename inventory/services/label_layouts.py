"""Layouts drawn by the user: saved beside those that ship, copied, passed on as files, deleted while unused."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, NotFound, Refused
from inventory.base.i18n import Translations
from inventory.base.text import clean
from inventory.labels.artwork import read_logo
from inventory.labels.drawing import Element, LogoElement, TextElement
from inventory.labels.drawing_file import read_drawn, written
from inventory.labels.drawing_of import drawing_of
from inventory.labels.fit import misfit
from inventory.labels.layout import Layout
from inventory.labels.layout_file import layout_file, read_layout_file
from inventory.labels.reading import Table
from inventory.labels.stock import Stock
from inventory.labels.template import composed
from inventory.model.assets import Category, StoredFile
from inventory.model.labels import LabelLayout
from inventory.services.files import FileRequest, cleaned_name, keep_file
from inventory.services.label_designs import Designs, designs, keys_of
from inventory.services.organisation import check_version
from inventory.services.problems import SHORT
from inventory.store.unit import Work

_NO_KEY = "uklad"


@dataclass(frozen=True, kw_only=True)
class SavedLayout:
    """A layout as the register has it."""

    id: int
    version: int
    layout: Layout


def list_layouts(session: Session) -> list[SavedLayout]:
    """Return the layouts drawn by users that this version can read, by name."""
    known = designs(session).layouts
    rows = session.scalars(select(LabelLayout).order_by(LabelLayout.name, LabelLayout.id))
    return [SavedLayout(id=row.id, version=row.version, layout=known[row.key]) for row in rows if row.key in known]


def read_layout(session: Session, key: str) -> SavedLayout:
    """Return one layout drawn by a user. Raises `NotFound`."""
    found = next((one for one in list_layouts(session) if one.layout.key == key), None)
    if found is None:
        raise NotFound("This layout is no longer in the register.")
    return found


def save_layout(work: Work, layout: Layout, *, id_: int | None = None, version: int | None = None) -> SavedLayout:
    """Save a drawn layout, a new one without `id_`; a layout keeps the key that it got first.

    Raises `Invalid` with the field, `Conflict`, `NotFound`.
    """
    kept = _kept(work, id_) if id_ else LabelLayout(key="")
    check_version(version, kept.version)
    name = clean(layout.name)
    if not name:
        raise Invalid("Enter the name.", field="name")
    if len(name) > SHORT:
        raise Invalid("The text has {n} characters; at most {most} fit here.", field="name", n=len(name), most=SHORT)
    with work.no_autoflush:
        known = designs(work)
        if name in _names(work, id_):
            raise Invalid("Another layout has the name {name}.", field="name", name=name)
        key = kept.key or next(one for one in keys_of(name, _NO_KEY) if _is_free(known, one))
        whole = _checked(replace(layout, key=key, name=name, stocks=_stocks(known, layout)))
        _keep_pictures(work, whole)
    kept.key, kept.name, kept.content = key, name, json.dumps(written(whole), ensure_ascii=False)
    work.add(kept)
    work.flush()
    return SavedLayout(id=kept.id, version=kept.version, layout=whole)


def rename_layout(work: Work, id_: int, name: str, version: int | None = None) -> SavedLayout:
    """Give a layout another name; its key stays, so that categories still find it. Raises as `save_layout`."""
    kept = read_layout(work, _kept(work, id_).key)
    return save_layout(work, replace(kept.layout, name=name), id_=id_, version=version)


def copy_layout(work: Work, key: str, tr: Translations, *, stock: str = "") -> SavedLayout:
    """Save a copy of any layout, that of a sticker drawn for a stock. Raises `NotFound`, `Refused`."""
    known = designs(work)
    if key not in known.layouts:
        raise NotFound("This layout is no longer in the register.")
    layout = known.layouts[key]
    if layout.drawing is None:
        layout = layout_as_drawing(layout, known.stock(stock or layout.stocks[0]), tr)
    return save_layout(work, replace(layout, name=_free_name(work, layout.name)))


def delete_layout(work: Work, id_: int, version: int | None = None) -> None:
    """Delete a layout that no category prints with. Raises `Refused` naming those, `NotFound`, `Conflict`."""
    kept = _kept(work, id_)
    check_version(version, kept.version)
    known = designs(work)
    query = select(Category.name, Category.label_template).where(Category.label_template != "")
    rows = work.execute(query.order_by(Category.name_key))
    users = [name for name, template in rows if _layout_of(known, template) == kept.key]
    if users:
        raise Refused(
            "The layout “{name}” stays: these categories print with it: {categories}. "
            "Choose another format there first.",
            name=kept.name, categories=", ".join(users),
        )  # fmt: skip
    work.delete(kept)
    work.flush()


def layout_as_drawing(layout: Layout, stock: Stock, tr: Translations) -> Layout:
    """Return a new drawing that looks as a sticker layout does on a stock, with the words of one language.

    Raises `Refused` for labels of funding, which follow the manuals of the funds, and where the layout does not fit.
    """
    if layout.drawing is not None:
        return replace(layout, key="")
    if layout.form != "sticker":
        raise Refused("Labels of funding follow the manual of the fund, so they cannot be drawn anew.")
    used = composed(layout, stock)
    wrong = misfit(used)
    if wrong is not None:
        raise Refused("This layout does not fit this stock. {reason}", field="template", reason=wrong)
    name = f"{tr(layout.name)} · {tr.message(stock.size)}"
    return Layout(key="", name=name, form="drawn", stocks=(stock.key,), drawing=drawing_of(used, tr))


def export_layout(layout: Layout) -> bytes:
    """Return a drawn layout as one file with its pictures. Raises `Refused` for a layout that is not drawn."""
    if layout.drawing is None:
        raise Refused("This layout comes with the program. Copy it, and export the copy.")
    return layout_file(layout)


def import_layout(work: Work, request: FileRequest) -> SavedLayout:
    """Save the layout of a file as a new one; where its name is taken, it gets the next free one.

    Raises `Invalid` with one sentence that says what is wrong with the file.
    """
    layout = read_layout_file(request.content, cleaned_name(request.name))
    return save_layout(work, replace(layout, name=_free_name(work, layout.name)))


def _kept(work: Work, id_: int) -> LabelLayout:
    kept = work.get(LabelLayout, id_)
    if kept is None:
        raise NotFound("This layout is no longer in the register.")
    return kept


def _names(session: Session, but: int | None = None) -> set[str]:
    return set(session.scalars(select(LabelLayout.name).where(LabelLayout.id != (but or 0))))


def _free_name(session: Session, name: str) -> str:
    taken, name = _names(session), clean(name)[:SHORT]
    endings = ("", *(f" ({number})" for number in range(2, len(taken) + 3)))
    return next(made for ending in endings if (made := name[: SHORT - len(ending)] + ending) not in taken)


def _is_free(known: Designs, key: str) -> bool:
    """Tell whether a key names no template yet, neither a layout nor a stock with one."""
    try:
        known.template(key)
    except NotFound:
        return True
    return False


def _layout_of(known: Designs, template: str) -> str:
    try:
        return known.template(template).layout.key
    except NotFound:
        return ""


def _stocks(known: Designs, layout: Layout) -> tuple[str, ...]:
    """Return the stocks of a layout that there are; without any, those whose labels are as large as the drawing."""
    drawing = layout.drawing
    assert drawing is not None
    kept = tuple(dict.fromkeys(key for key in layout.stocks if key in known.stocks))
    size = drawing.width_mm, drawing.height_mm
    return kept or tuple(key for key, stock in known.stocks.items() if (stock.width_mm, stock.height_mm) == size)


def _checked(layout: Layout) -> Layout:
    """Return a layout as it will be read again; raises `Invalid` for what could not be."""
    drawing = layout.drawing
    assert drawing is not None
    drawing = replace(drawing, elements=tuple(map(_cleaned, drawing.elements)))
    values = written(replace(layout, drawing=drawing))
    return read_drawn(Table(layout.name, values), lambda sha256: drawing.pictures.get(sha256, b""))


def _cleaned(element: Element) -> Element:
    """Return an element whose texts hold nothing that no reader sees; a space before the value stays."""
    if not isinstance(element, TextElement):
        return element
    before = clean(element.before)
    space = " " if before and element.before[-1:].isspace() else ""
    return replace(element, text=clean(element.text), before=before + space)


def _keep_pictures(work: Work, layout: Layout) -> None:
    """Keep the pictures of a layout that the register has not yet; raises `Invalid` for one that is none."""
    drawing = layout.drawing
    assert drawing is not None
    for logo in drawing.logos:
        _keep_picture(work, logo, drawing.pictures.get(logo.sha256, b""))


def _keep_picture(work: Work, logo: LogoElement, content: bytes) -> None:
    if content:
        read_logo(logo.name, content, logo.media_type)
    kept = keep_file(work, content, logo.media_type) if content else work.get(StoredFile, logo.sha256) and logo.sha256
    if kept != logo.sha256:
        raise Invalid("The picture “{name}” of this layout is missing. Choose it again.", field="logo", name=logo.name)
