"""The stocks and layouts that labels can be made of: those that ship, and those of the register's users."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from inventory.base.errors import Invalid, NotFound
from inventory.base.text import fold
from inventory.labels.drawing_file import read_drawn
from inventory.labels.layout import Layout, shipped_layouts
from inventory.labels.reading import Table
from inventory.labels.stock import Stock, shipped_stocks
from inventory.labels.stock_file import kept_stock
from inventory.labels.template import Template, composed, found_template, usual_templates
from inventory.model.assets import StoredFile
from inventory.model.labels import LabelLayout, LabelStock

_LOG = logging.getLogger(__name__)
# Pictures of layouts by SHA-256, which names their content whatever register they are from.
_PICTURES: dict[str, bytes] = {}
_REMEMBERED = 32
_LONGEST_KEY = 50


@dataclass(frozen=True, kw_only=True)
class Designs:
    """Stocks and layouts by key, the shipped ones first."""

    stocks: Mapping[str, Stock]
    layouts: Mapping[str, Layout]

    def template(self, key: str, stock: str = "") -> Template:
        """Return a template by its key, on another stock where one is named. Raises `NotFound`."""
        found = found_template(key, self.stocks, self.layouts)
        return composed(found.layout, self.stock(stock)) if stock else found

    def stock(self, key: str) -> Stock:
        """Return a stock. Raises `NotFound`."""
        if key not in self.stocks:
            raise NotFound("There is no label stock {key}. “stocks” lists those there are.", key=key)
        return self.stocks[key]

    def usual(self) -> list[Template]:
        """Return each layout on the stocks that it is usually printed on."""
        return usual_templates(self.stocks, self.layouts)


def keys_of(name: str, otherwise: str) -> Iterator[str]:
    """Return keys that a name gives, the plain one first; `otherwise` where it has no letters."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_LONGEST_KEY].strip("-") or otherwise
    yield plain
    yield from (f"{plain}-{number}" for number in count(2))


def shipped_designs() -> Designs:
    """Return the stocks and layouts that ship with the program."""
    return Designs(stocks=shipped_stocks(), layouts=shipped_layouts())


def designs(session: Session) -> Designs:
    """Return all stocks and layouts; one that this version cannot read is left out, and the log says so."""
    stocks, layouts = dict(shipped_stocks()), dict(shipped_layouts())
    for kept in session.scalars(select(LabelStock).order_by(LabelStock.name, LabelStock.id)):
        with _readable(kept.name):
            stocks[kept.key] = kept_stock(kept.content, kept.name)
    for drawn in session.scalars(select(LabelLayout).order_by(LabelLayout.name, LabelLayout.id)):
        with _readable(drawn.name):
            content = Table(drawn.name, json.loads(drawn.content))
            layouts[drawn.key] = read_drawn(content, lambda sha: _picture(session, sha))
    return Designs(stocks=stocks, layouts=layouts)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except (Invalid, ValueError) as error:
        _LOG.warning("stock or layout %r cannot be read: %s", name, error)


def _picture(session: Session, sha256: str) -> bytes:
    """Return a picture; a few are remembered, for pages of labels are drawn again and again."""
    # Another thread may empty the memory at any moment.
    content = _PICTURES.get(sha256)
    if content is None:
        kept = session.get(StoredFile, sha256)
        if kept is None:
            return b""
        content = kept.content
        if len(_PICTURES) >= _REMEMBERED:
            _PICTURES.clear()
        _PICTURES[sha256] = content
    return content
