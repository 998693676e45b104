"""Lays pieces out on pages: what belongs together stays together, tables run over pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from inventory.documents.pen import Pen

_KEPT = 4  # pieces that go with the signatures when a page is too small for all that should


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The grid of a page in mm from its top left (print.md 3)."""

    width: float
    height: float
    left: float
    right: float
    top: float
    first: float
    first_with_subtitle: float
    following: float
    bottom: float
    bottom_with_initials: float
    foot_rule: float
    foot_line: float
    column: float
    folds: tuple[float, ...] = ()

    @property
    def inner(self) -> float:
        """Return the width between the margins."""
        return self.right - self.left

    def start(self, column: int) -> float:
        """Return where one of the twelve columns begins."""
        return self.left + column * (self.column + 4)

    def span(self, columns: int) -> float:
        """Return the width of some columns with the gaps between them."""
        return columns * (self.column + 4) - 4


PORTRAIT = Sheet(
    width=210,
    height=297,
    left=22,
    right=198,
    top=12,
    first=43,
    first_with_subtitle=47,
    following=30,
    bottom=280.5,
    bottom_with_initials=271.5,
    foot_rule=283,
    foot_line=287,
    column=11,
    folds=(99, 148.5, 198),
)
LANDSCAPE = Sheet(
    width=297,
    height=210,
    left=12,
    right=284,
    top=19,
    first=50,
    first_with_subtitle=54,
    following=37,
    bottom=194.5,
    bottom_with_initials=185.5,
    foot_rule=197,
    foot_line=201,
    column=19,
)


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Something that is never cut: `gap` above it falls away at the top of a page.

    `slack` is space above it that it takes when there is room; `signed_at` is the offset of a signature line,
    which keeps away from folds.
    """

    height: float
    draw: Callable[[Pen, float], None]
    gap: float = 0.0
    slack: float = 0.0
    signed_at: float | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """Pieces that stay on one page where they can."""

    pieces: Sequence[Piece]

    @property
    def height(self) -> float:
        """Return the height with all gaps in mm."""
        return sum(piece.gap + piece.height for piece in self.pieces)

    def place(self, flow: Flow) -> None:
        """Put the pieces on the page, on the next one when they fit only there."""
        flow.together(self.pieces)


class Part(Protocol):
    """A group or a table."""

    @property
    def height(self) -> float:
        """Return the height in mm as if it stood on one endless page."""

    def place(self, flow: Flow) -> None:
        """Put it on the pages."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What a kind of paper says: its parts in order and the two sides that initial the pages before the last."""

    body: Sequence[Part]
    sheet: Sheet = PORTRAIT
    subtitle: str = ""
    initials: tuple[str, str] | None = None


@dataclass
class Flow:
    """The pages of one paper while they fill; `y` is where the next piece may stand."""

    layout: Layout
    new_pen: Callable[[], Pen]
    limit: float = 0.0
    y: float = 0.0
    pages: list[Pen] = field(default_factory=list)

    def run(self) -> list[Pen]:
        """Place every part and return the pages."""
        sheet = self.layout.sheet
        self.limit = sheet.bottom
        self.turn(sheet.first_with_subtitle if self.layout.subtitle else sheet.first)
        *before, last = self.layout.body
        if self.layout.initials and self.y + sum(part.height for part in self.layout.body) > sheet.bottom:
            self.limit = sheet.bottom_with_initials
        self._before_last = self.limit
        for part in before:
            part.place(self)
        # Nothing follows the last part, so the page it ends on needs no initials.
        self.limit = sheet.bottom
        last.place(self)
        return self.pages

    @property
    def pen(self) -> Pen:
        """Return the pen of the current page."""
        return self.pages[-1]

    @property
    def at_top(self) -> bool:
        """Tell whether nothing stands on the current page yet."""
        return self.y <= self._top

    @property
    def full(self) -> float:
        """Return the room of a page that follows."""
        return self.limit - self.layout.sheet.following

    def turn(self, top: float | None = None) -> None:
        """Begin a page."""
        self.pages.append(self.new_pen())
        self._top = self.y = self.layout.sheet.following if top is None else top

    def together(self, pieces: Sequence[Piece]) -> None:
        """Place pieces on one page; where a page is too small for all, at least the last few together."""
        needed = sum(piece.gap + piece.height for piece in pieces)
        if needed <= self.limit - self.y:
            self._draw(pieces)
        elif needed - pieces[0].gap <= self.full:
            self.turn()
            self._draw(pieces)
        elif len(pieces) > _KEPT:
            self._loose(pieces[:-_KEPT])
            self.together(pieces[-_KEPT:])
        else:
            if not self.at_top:
                self.turn()
            self._draw(pieces)

    def _loose(self, pieces: Sequence[Piece]) -> None:
        """Place pieces one after another over pages before the last; the first, a title, stays with the second."""
        limit, self.limit = self.limit, min(self.limit, self._before_last)
        for chunk in (pieces[:2], *([piece] for piece in pieces[2:])):
            if self.y + sum(piece.gap + piece.height for piece in chunk) > self.limit and not self.at_top:
                self.turn()
            self._draw(chunk)
        self.limit = limit

    def _draw(self, pieces: Sequence[Piece]) -> None:
        left = sum(piece.gap + piece.height for piece in pieces)
        for piece in pieces:
            if not self.at_top:
                self.y += piece.gap
            left -= piece.gap + piece.height
            spare = self.limit - self.y - piece.height - left
            extra = max(0.0, min(piece.slack, spare))
            if piece.signed_at is not None and spare - extra >= 8 and self._on_fold(self.y + extra + piece.signed_at):
                extra += 8
            self.y += extra
            piece.draw(self.pen, self.y)
            self.y += piece.height

    def _on_fold(self, y: float) -> bool:
        return any(abs(y - fold) < 4 for fold in self.layout.sheet.folds)
