"""A layout drawn by the user: what stands where on a label, in millimetres, as data that a file can carry."""

from __future__ import annotations

from dataclasses import dataclass, field

from inventory.base.i18n import N_
from inventory.catalogue.assets import BY_KEY

CODES = ("qr", "microqr", "datamatrix", "code128")
FACES = ("regular", "semibold", "bold")
ALIGNMENTS = ("left", "centre", "right")
# What becomes of text that is too long: smaller down to a floor, onto more lines, or cut with an ellipsis.
RULES = ("shrink", "wrap", "cut")
# The field that is never cut, and the one for text that is the same on each label.
NUMBER, FIXED = "number", ""
# What a text may say, with the message id of its name: fields of the catalogue, and what the register knows besides.
FIELDS = {
    FIXED: N_("fixed text"),
    **{key: field.label for key, field in BY_KEY.items()},
    "unit_name": N_("Name of the unit"),
    "unit_short": N_("Short name of the unit"),
    "source_mark": N_("Source mark"),
    "project": N_("Project"),
}
# Fields that tell of persons, places and values; they can be chosen, with a warning (print.md 13, domain.md 5).
PERSONAL = frozenset({"custodian", "place", "price_net", "price_gross"})


@dataclass(frozen=True, kw_only=True)
class Element:
    """Something on a label: the box it stands in, from the top left corner of the label."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True, kw_only=True)
class TextElement(Element):
    """A field of the asset (a key of `FIELDS`), or `text` where `field` is empty.

    `before` is written before the value where there is one, such as `nr ser. `. Sizes in points. With the rule
    `shrink` it is set smaller down to `floor`, then cut; `wrap` breaks it into `lines` lines, then cuts; `cut` cuts.
    """

    field: str = FIXED
    text: str = ""
    before: str = ""
    face: str = "regular"
    points: float = 9.0
    align: str = "left"
    rule: str = "shrink"
    floor: float = 7.0
    lines: int = 2


@dataclass(frozen=True, kw_only=True)
class CodeElement(Element):
    """The code of the inventory number, as large as its box allows in whole dots with the quiet zone inside."""

    code: str = "qr"


@dataclass(frozen=True, kw_only=True)
class LogoElement(Element):
    """A picture in proportion, in the middle of its box; the file's content lies in the drawing under its SHA-256."""

    sha256: str = ""
    name: str = ""
    media_type: str = ""
    min_width_mm: float | None = None


@dataclass(frozen=True, kw_only=True)
class LineElement(Element):
    """A rule along the longer side of its box, `points` thick."""

    points: float = 0.6


@dataclass(frozen=True, kw_only=True)
class BoxElement(Element):
    """An empty frame, `points` thick."""

    points: float = 0.6


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """The elements of a label of one size, the lowest first; `pictures` are the logo files by SHA-256."""

    width_mm: float
    height_mm: float
    elements: tuple[Element, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False, hash=False)

    @property
    def logos(self) -> tuple[LogoElement, ...]:
        """The logos among the elements."""
        return tuple(one for one in self.elements if isinstance(one, LogoElement))
