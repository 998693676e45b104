"""What stands on a label and how large: layouts that follow the size of the stock, and layouts drawn by the user."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from inventory.base.errors import Invalid
from inventory.base.paths import resources
from inventory.labels.drawing import Drawing
from inventory.labels.reading import Table, parsed

CODES = ("qr", "datamatrix", "code128")
# Forms of layout and what their labels are for; `drawn` is a layout made in the designer.
FORMS = {"sticker": "asset", "funding": "funding", "combined": "funding", "drawn": "asset"}
_ORDER = {key: place for place, key in enumerate(("qr", "dm", "code128", "funding", "combined"))}
MM_PER_INCH = 25.4


@dataclass(frozen=True, kw_only=True)
class CodeRules:
    """The code: its kind, the module to start with and the widest side, in millimetres."""

    kind: str
    module_mm: float
    max_side_mm: float | None = None

    def dots(self, dpi: int) -> int:
        """Return the whole dots of a module at a resolution."""
        return max(1, math.floor(self.module_mm * dpi / MM_PER_INCH + 0.5))


@dataclass(frozen=True, kw_only=True)
class TypeSizes:
    """Type sizes in points; the number keeps above its floor."""

    number_floor: float
    number: float = 0.0
    unit: float = 0.0
    name: float = 0.0
    serial: float = 0.0
    statement: float = 0.0
    line: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Step:
    """Code and type for labels that are at least `height_mm` high; a number of 0 points is as large as it fits."""

    height_mm: float
    code: CodeRules
    type: TypeSizes


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One layout; `name` of one that ships is a message id, `stocks` are what it is usually printed on.

    A drawn layout has a `drawing`, the others `steps` by the height of the label.
    """

    key: str
    name: str
    form: str
    stocks: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    drawing: Drawing | None = None

    @property
    def purpose(self) -> str:
        """Whether its labels are asset stickers or funding labels."""
        return FORMS[self.form]

    def step(self, height_mm: float) -> Step:
        """Return code and type for labels of a height."""
        return next((step for step in reversed(self.steps) if step.height_mm <= height_mm + 1e-9), self.steps[0])


def parse_layout(text: str, key: str, file: str) -> Layout:
    """Read one layout that follows its stock; raises `Invalid` naming file and field."""
    top = parsed(text, file)
    form, kind = top.word("form", ("sticker", "funding", "combined")), top.word("code", CODES)
    name, stocks = top.word("name"), top.words("stocks")
    steps = tuple(_step(table, kind) for table in top.tables("step"))
    top.done()
    if not steps or steps[0].height_mm or any(a.height_mm >= b.height_mm for a, b in pairwise(steps)):
        raise Invalid("File {file}: “{key}” is missing or wrong.", field="file", file=file, key="step")
    return Layout(key=key, name=name, form=form, stocks=stocks, steps=steps)


def _step(table: Table, kind: str) -> Step:
    most = table.number("max_side_mm", 0, least=0)
    step = Step(
        height_mm=table.number("height_mm", least=0),
        code=CodeRules(kind=kind, module_mm=table.number("module_mm", most=20), max_side_mm=most or None),
        type=TypeSizes(
            number_floor=table.number("number_floor", least=8, most=72),
            **{size: table.number(size, 0, least=0, most=200) for size in _SIZES},
        ),
    )
    table.done()
    if step.type.number and step.type.number_floor > step.type.number:
        raise table.error("number_floor")
    for size in _SIZES[1:]:
        if 0 < getattr(step.type, size) < 7:
            raise table.error(size)
    return step


_SIZES = ("number", "unit", "name", "serial", "statement", "line")


def read_layouts(folder: Path) -> dict[str, Layout]:
    """Read every layout of a folder by key, which is the file's name; raises `Invalid`."""
    # The usual code comes first where layouts are offered; a file that nobody put into order comes last.
    paths = sorted(folder.glob("*.toml"), key=lambda path: (_ORDER.get(path.stem, len(_ORDER)), path.stem))
    return {path.stem: parse_layout(path.read_text(encoding="utf-8"), path.stem, path.name) for path in paths}


@lru_cache(maxsize=1)
def shipped_layouts() -> dict[str, Layout]:
    """Return the layouts that ship with the program by key, read once."""
    return read_layouts(resources() / "labels" / "layouts")
