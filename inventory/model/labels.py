"""Label stocks and layouts of the register's users; those that ship with the program lie in its files."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from inventory.model.base import Base, Key, Name, Notes, Short, Versioned


class LabelStock(Base, Versioned):
    """A sheet or roll whose sizes a user typed in; `content` is what a stock file holds, as JSON."""

    __tablename__ = "label_stock"
    id: Mapped[Key]
    key: Mapped[Short] = mapped_column(unique=True)
    name: Mapped[Name]
    content: Mapped[Notes]


class LabelLayout(Base, Versioned):
    """A layout drawn in the designer; `content` is what a layout file holds without its pictures, as JSON."""

    __tablename__ = "label_layout"
    id: Mapped[Key]
    key: Mapped[Short] = mapped_column(unique=True)
    name: Mapped[Name]
    content: Mapped[Notes]
