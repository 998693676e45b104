"""Tries every part that packaging could lose: `inventory --selfcheck` in an installed or frozen program."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from inventory import __version__
from inventory.base.i18n import N_, translations
from inventory.base.paths import data_folder, resources

NUMBER = "KWP/487/2025/0001"
NAME = "Laptop „Żółw”, 15 cali"
DAY = date(2025, 11, 18)


def selfcheck() -> int:
    """Run every check in a folder that is thrown away, say the outcome of each, and return 1 when one fails."""
    # A build machine has no display, and the user's own windows are not to flicker.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    failed = 0
    with tempfile.TemporaryDirectory(prefix="ewidencja-", ignore_cleanup_errors=True) as folder:
        # The user's own settings and registers are left alone.
        os.environ["XDG_DATA_HOME"] = os.environ["WIN_PD_OVERRIDE_LOCAL_APPDATA"] = folder
        data_folder.cache_clear()
        for name, check in CHECKS.items():
            try:
                outcome = check(Path(folder))
            except Exception:  # noqa: BLE001 - whatever is missing, the other checks still tell something
                failed += 1
                outcome = "FAILED\n" + traceback.format_exc()
            sys.stdout.write(f"{name}: {outcome}\n")
    sys.stdout.write(f"ewidencja-sprzetu {__version__}: {'FAILED' if failed else 'ok'}\n")
    return 1 if failed else 0


def _resources(_folder: Path) -> str:
    for name, pattern in {"fonts": "*.ttf", "icons": "*.svg", "labels": "**/*.toml", "licences": "*.txt"}.items():
        _require(any((resources() / name).glob(pattern)), f"resources/{name} is empty")
    _require(translations("pl")(N_("Inventory number")) != "Inventory number", "the Polish texts are missing")
    return str(resources())


def _register(folder: Path) -> str:
    from inventory.application import Application
    from inventory.services.organisation import unit_view
    from inventory.services.seeding import create_register

    path = folder / "Rejestr próbny.db"
    create_register(path)
    application = Application(path)
    try:
        application.read(unit_view)
        application.search.catch_up()
    finally:
        application.close()
    return path.name


def _sticker(_folder: Path) -> str:
    from inventory.labels.data import LabelJob, StickerData
    from inventory.labels.render import render
    from inventory.labels.template import load_templates

    templates = load_templates()
    for template in templates.values():
        if template.purpose == "asset":
            job = LabelJob(template=template, items=[StickerData(number="A1", unit_short="KWP", name=NAME)])
            _require(_codes(render(job, translations("pl")).pdf) == ["A1"], f"no code on {template.key}")
    return f"{len(templates)} templates"


def _paper(_folder: Path) -> str:
    from inventory.documents.data import HandoverData, Header, ItemData, PartyData, UnitData
    from inventory.documents.render import render

    made = datetime(2025, 11, 18, 9, 42, tzinfo=UTC)
    header = Header(
        unit=UnitData(name="Jednostka próbna"), number="P/0001/2025", document_date=DAY, place_city="Wrocław",
        entered_at=made, printed_at=made, program="", template="P-1",
    )  # fmt: skip
    data = HandoverData(
        header=header, giver=PartyData(name="Jan Próbny"), receiver=PartyData(name="Łucja Próbna"), handed_on=DAY,
        items=(ItemData(number=NUMBER, name=NAME, gross=649_900),),
    )  # fmt: skip
    codes = _codes(render("handover", data, translations("pl")))
    _require(any("P/0001/2025" in code for code in codes), "no code on the paper")
    return ", ".join(codes)


def _workbook(folder: Path) -> str:
    from inventory.catalogue.field import Kind
    from inventory.exchange.headed import Heading
    from inventory.exchange.workbook import read_workbook
    from inventory.exchange.writer import write_table

    path = folder / "Wykaz próbny.xlsx"
    write_table(path, [Heading(key="name", title="Nazwa", kind=Kind.TEXT)], [(NAME,)])
    _require(read_workbook(path).columns == [["Nazwa", NAME]], "the workbook reads differently from what was written")
    return path.name


def _qt(_folder: Path) -> str:
    from PySide6.QtCore import QLibraryInfo, QTranslator
    from PySide6.QtGui import QImageReader
    from PySide6.QtPrintSupport import QPrinterInfo

    from inventory.ui.app import make_application

    application = make_application()
    formats = {bytes(form.data()).decode() for form in QImageReader.supportedImageFormats()}
    _require({"png", "jpg", "svg"} <= formats, f"picture formats: {sorted(formats)}")
    texts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _require(QTranslator().load("qtbase_pl", texts), "Qt's own Polish texts are missing")
    QPrinterInfo.availablePrinterNames()
    return application.platformName()


def _windows(folder: Path) -> str:
    from inventory.base.settings import Settings
    from inventory.services.seeding import create_register
    from inventory.ui.app import make_application
    from inventory.ui.program import Program
    from inventory.ui.screens.table import SCREENS

    path = folder / "Okna próbne.db"
    create_register(path)
    application = make_application()
    program = Program(application, Settings())
    try:
        _require(program.open_register(path) and program.window is not None, "no window opened")
        assert program.window is not None
        pages = [screen.key for screen in SCREENS if screen.place != "hidden"]
        for key in pages:
            program.window.navigate(key)
            application.processEvents()
            picture = program.window.grab().toImage()
            seen = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
            _require(len(seen) > 3, f"the page {key} stays empty")
    finally:
        program.end()
    return ", ".join(pages)


def _require(holds: bool, complaint: str) -> None:
    if not holds:
        raise RuntimeError(complaint)


def _codes(pdf: bytes) -> list[str]:
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=300 / 72).to_pil()
    finally:
        document.close()
    return sorted(code.text for code in zxingcpp.read_barcodes(picture))


# The names are for whoever builds the program, so they are not translated.
CHECKS: dict[str, Callable[[Path], str]] = {
    "resources": _resources,
    "register": _register,
    "stickers": _sticker,
    "papers": _paper,
    "workbooks": _workbook,
    "Qt": _qt,
    "windows": _windows,
}
