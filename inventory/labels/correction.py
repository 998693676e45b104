"""How far a printer is off: where its test page has marks to measure, and the correction that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from inventory.base.errors import Invalid
from inventory.base.i18n import Translations
from inventory.labels.stock import LEAST_SCALE, MOST_SCALE, MOST_SHIFT_MM, Adjustment, Stock

# The longest ruler of the page, and the free paper that frames are drawn inside of, in millimetres.
RULER_MM, FRAME_MM = 100, 1.0
# The cross of a field lies in its middle, of a high one this far below its upper edge: the card leaves it free.
_CROSS_MM = 20.0
# What rounding to tenths may hide.
_SLACK_MM = 0.051
# Smaller sheets have no room for the card: their first field is drawn like a label of a roll.
_CARD_LEAST = (100.0, 130.0)
# What a card takes over its rulers with and without steps, under them for the values, and beside them.
_STEPS_MM, _TITLE_MM, _VALUES_MM, _BESIDE_MM = 64.0, 38.0, 42.0, 67.0
_STEPS_LEAST_MM = 130.0


@dataclass(frozen=True, kw_only=True)
class Card:
    """Where the card of a sheet lies, and how long its rulers are; all in mm. A low one leaves the steps out."""

    left: float
    top: float
    right: float
    bottom: float
    across: int
    down: int
    steps: bool

    @property
    def wide(self) -> bool:
        """Whether the values to write in stand beside the rulers, not under them."""
        return self.right - self.left - self.across >= _BESIDE_MM


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was measured on a printed test page, in mm: its two rulers, and by how much the first cross is off."""

    across_mm: float
    down_mm: float
    off_right_mm: float = 0.0
    off_down_mm: float = 0.0


def card_of(stock: Stock) -> Card | None:
    """Return where the card of a test page lies; None on rolls and small sheets."""
    if not _has_card(stock):
        return None
    wide, high = stock.page_width_mm, stock.page_height_mm
    # The first and the last row of labels stay in sight, as far as that leaves room.
    most = min(42.0, 0.14 * high)
    under = stock.margin_top_mm + stock.height_mm + 2
    top = max(min(under, most), cross_mm(stock)[1] + 11)
    side = min(20.0, 0.095 * wide)
    card = Card(
        left=side, top=top, right=wide - side, bottom=high - most, down=RULER_MM,
        across=min(RULER_MM, int((wide - 2 * side - 26) / 10) * 10), steps=high - most - top >= _STEPS_LEAST_MM,
    )  # fmt: skip
    taken = (_STEPS_MM if card.steps else _TITLE_MM) + (0 if card.wide else _VALUES_MM)
    return replace(card, down=max(20, min(RULER_MM, int((card.bottom - top - taken) / 10) * 10)))


def cross_mm(stock: Stock) -> tuple[float, float]:
    """Return where the first cross should lie on the page, in mm from its top left corner."""
    down = stock.height_mm / 2
    if _has_card(stock):
        down = min(down, _CROSS_MM)
    return stock.margin_left_mm + stock.width_mm / 2, stock.margin_top_mm + down


def _has_card(stock: Stock) -> bool:
    wide, high = _CARD_LEAST
    return stock.kind == "sheet" and stock.page_width_mm >= wide and stock.page_height_mm >= high


def ruler_mm(stock: Stock) -> tuple[float, float]:
    """Return the lengths to be measured across and down: of the rulers, or of the frame where there is no card."""
    card = card_of(stock)
    if card is not None:
        return card.across, card.down
    return stock.width_mm - 2 * FRAME_MM, stock.height_mm - 2 * FRAME_MM


def corrected(before: Adjustment, stock: Stock, measured: Measured) -> Adjustment:
    """Return what a printer needs whose test page, printed with the adjustment `before`, was measured.

    A ruler of 100 mm that came out 98.5 mm long asks for 101.5%. Rounded to 0.1 mm and 0.1%; raises `Invalid` naming
    the measure that is out of reach.
    """
    (across, down), (x, y) = ruler_mm(stock), cross_mm(stock)
    scale_x = _scale("across_mm", across, measured.across_mm)
    scale_y = _scale("down_mm", down, measured.down_mm)
    # A printer makes x · stretch + offset of x; with the new adjustment the cross comes out at its place.
    right = before.right_mm + x * (before.scale_x - scale_x) - measured.off_right_mm * across / measured.across_mm
    low = before.down_mm + y * (before.scale_y - scale_y) - measured.off_down_mm * down / measured.down_mm
    return Adjustment(
        right_mm=_shift("off_right_mm", right), down_mm=_shift("off_down_mm", low), scale_x=scale_x, scale_y=scale_y
    )


def _scale(field: str, length: float, found: float) -> float:
    least, most = length / MOST_SCALE, length / LEAST_SCALE
    if not least - _SLACK_MM <= found <= most + _SLACK_MM:
        raise Invalid(
            "Between {least} and {most} mm can be put right. Was the page printed at 100%, not fitted to the paper?",
            field=field, least=round(least, 1), most=round(most, 1),
        )  # fmt: skip
    return min(MOST_SCALE, max(LEAST_SCALE, round(length / found, 3)))


def _shift(field: str, wanted: float) -> float:
    if abs(wanted) > MOST_SHIFT_MM:
        raise Invalid("Labels can be moved by at most {most} mm.", field=field, most=MOST_SHIFT_MM)
    # Without the sign of a zero.
    return round(wanted, 1) + 0.0


def in_words(tr: Translations, adjustment: Adjustment) -> str:
    """Write an adjustment: `+0.5 / −0.3 mm · 100.4% / 100%`."""
    right, down = (
        f"{'−' if mm < 0 else '+' if mm > 0 else ''}{tr.decimal(abs(mm), 1)}"
        for mm in (adjustment.right_mm, adjustment.down_mm)
    )
    across, along = (tr.percent(round(10_000 * scale)) for scale in (adjustment.scale_x, adjustment.scale_y))
    return tr("{right} / {down} mm · {across} / {along}", right=right, down=down, across=across, along=along)
