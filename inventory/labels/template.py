"""Label templates: TOML files of the resources folder, checked on loading; nothing heavy is imported here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from inventory.base.errors import Invalid, NotFound
from inventory.base.paths import resources

DEFAULT_TEMPLATE = "sheet-70x36-qr"
RESOLUTIONS = (203, 300, 600)
CODES = ("qr", "datamatrix", "code128")
KINDS = ("sheet", "roll")
PURPOSES = ("asset", "funding")
LAYOUTS = {"sticker": "asset", "funding": "funding", "combined": "funding"}


@dataclass(frozen=True, kw_only=True)
class Page:
    """The sheet that the labels lie on, in millimetres from its top left corner."""

    width_mm: float
    height_mm: float
    left_mm: float
    top_mm: float
    pitch_x_mm: float
    pitch_y_mm: float


@dataclass(frozen=True, kw_only=True)
class CodeRules:
    """The code: its kind, the dots of a module to start with at each resolution, and the widest side."""

    kind: str
    dots: Mapping[int, int]
    max_side_mm: float | None = None


@dataclass(frozen=True, kw_only=True)
class TypeSizes:
    """Type sizes in points; the number keeps above its floor."""

    number: float
    number_floor: float
    unit: float
    name: float
    serial: float
    statement: float
    line: float


@dataclass(frozen=True, kw_only=True)
class Template:
    """One label format; `name` is a text to translate, `longest_number` the characters that it holds."""

    key: str
    name: str
    kind: str
    purpose: str
    layout: str
    width_mm: float
    height_mm: float
    columns: int
    rows: int
    longest_number: int
    safe_x_mm: float
    safe_y_mm: float
    page: Page
    code: CodeRules
    type: TypeSizes

    @property
    def per_page(self) -> int:
        """How many labels one page holds."""
        return self.columns * self.rows

    def shifted(self, right_mm: float, down_mm: float) -> Template:
        """Return the template with all labels moved by what a printer is off."""
        if not (right_mm or down_mm):
            return self
        page = replace(self.page, left_mm=self.page.left_mm + right_mm, top_mm=self.page.top_mm + down_mm)
        return replace(self, page=page)


class _Table:
    """Reads one table of a template file; a missing or wrong value is an `Invalid` that names file and field."""

    def __init__(self, file: str, values: object, prefix: str = "") -> None:
        self.file, self.prefix = file, prefix
        if not isinstance(values, dict):
            raise self.error(prefix.rstrip(".") or "toml")
        self.values = dict(values)

    def error(self, key: str) -> Invalid:
        return Invalid("Label template {file}: “{key}” is missing or wrong.", file=self.file, key=key)

    def word(self, key: str, choices: tuple[str, ...] = ()) -> str:
        value = self.values.pop(key, None)
        if not isinstance(value, str) or not value.strip() or (choices and value not in choices):
            raise self.error(self.prefix + key)
        return value

    def number(self, key: str, default: float | None = None, *, least: float = 0.1, most: float = 1000.0) -> float:
        value = self.values.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
            raise self.error(self.prefix + key)
        return float(value)

    def count(self, key: str, default: int | None = None, *, most: int = 100) -> int:
        value = self.values.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise self.error(self.prefix + key)
        return value

    def table(self, key: str) -> _Table:
        return _Table(self.file, self.values.pop(key, None), f"{self.prefix}{key}.")

    def done(self) -> None:
        """Refuse what nobody asked for: a misspelt key would otherwise be ignored in silence."""
        for key in self.values:
            raise self.error(self.prefix + key)


def parse_template(text: str, file: str) -> Template:
    """Read one template; raises `Invalid` naming `file` and the field at fault."""
    try:
        top = _Table(file, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise Invalid("Label template {file} cannot be read: {reason}.", file=file, reason=error) from error
    layout = top.word("layout", tuple(LAYOUTS))
    kind = top.word("kind", KINDS)
    width, height = top.number("width_mm"), top.number("height_mm")
    columns, rows = top.count("columns", 1), top.count("rows", 1)
    template = Template(
        key=top.word("key"), name=top.word("name"), kind=kind, layout=layout, width_mm=width, height_mm=height,
        purpose=top.word("purpose", (LAYOUTS[layout],)), columns=columns, rows=rows,
        longest_number=top.count("longest_number", most=32),
        safe_x_mm=top.number("safe_x_mm", most=width / 3), safe_y_mm=top.number("safe_y_mm", most=height / 3),
        page=_page(top, kind, width, height), code=_code(top.table("code")), type=_sizes(top.table("type"), layout),
    )  # fmt: skip
    top.done()
    _check_sheet(top, template)
    return template


def _page(top: _Table, kind: str, width: float, height: float) -> Page:
    if kind == "roll":
        return Page(width_mm=width, height_mm=height, left_mm=0, top_mm=0, pitch_x_mm=width, pitch_y_mm=height)
    sheet = top.table("sheet")
    page = Page(
        width_mm=sheet.number("width_mm"), height_mm=sheet.number("height_mm"),
        left_mm=sheet.number("left_mm", least=0), top_mm=sheet.number("top_mm", least=0),
        pitch_x_mm=sheet.number("pitch_x_mm", least=width), pitch_y_mm=sheet.number("pitch_y_mm", least=height),
    )  # fmt: skip
    sheet.done()
    return page


def _code(table: _Table) -> CodeRules:
    kind = table.word("kind", CODES)
    dots = table.table("dots")
    rules = CodeRules(
        kind=kind,
        dots={dpi: dots.count(str(dpi)) for dpi in RESOLUTIONS},
        max_side_mm=table.number("max_side_mm") if "max_side_mm" in table.values else None,
    )
    dots.done()
    table.done()
    return rules


def _sizes(table: _Table, layout: str) -> TypeSizes:
    statement = table.number("statement", least=7, most=40) if layout == "funding" else 0.0
    sizes = TypeSizes(
        number=table.number("number", least=8, most=72), number_floor=table.number("number_floor", least=8, most=72),
        unit=table.number("unit", 7, least=7, most=40), name=table.number("name", 7, least=7, most=40),
        serial=table.number("serial", 7, least=7, most=40), statement=statement,
        line=table.number("line", 7, least=7, most=40),
    )  # fmt: skip
    if sizes.number_floor > sizes.number:
        raise table.error("type.number_floor")
    table.done()
    return sizes


def _check_sheet(top: _Table, template: Template) -> None:
    page, slack = template.page, 0.05
    right = page.left_mm + (template.columns - 1) * page.pitch_x_mm + template.width_mm
    bottom = page.top_mm + (template.rows - 1) * page.pitch_y_mm + template.height_mm
    if right > page.width_mm + slack:
        raise top.error("columns")
    if bottom > page.height_mm + slack:
        raise top.error("rows")


def read_templates(folder: Path) -> dict[str, Template]:
    """Read every template of a folder by key, in the order of the file names; raises `Invalid`."""
    templates: dict[str, Template] = {}
    for path in sorted(folder.glob("*.toml")):
        template = parse_template(path.read_text(encoding="utf-8"), path.name)
        if template.key in templates:
            raise Invalid("Two label templates have the key {key}.", key=template.key)
        templates[template.key] = template
    return templates


@lru_cache(maxsize=1)
def load_templates() -> dict[str, Template]:
    """Return the templates that ship with the program by key, read once."""
    return read_templates(resources() / "labels")


def template(key: str) -> Template:
    """Return one template; raises `NotFound` with the keys there are."""
    templates = load_templates()
    if key not in templates:
        raise NotFound("There is no label template {key}. There are: {keys}.", key=key, keys=", ".join(templates))
    return templates[key]
