"""Who answers for equipment and where it stands: the unit, its cells, people, places and suppliers."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from inventory.base.i18n import N_
from inventory.model.base import Base, Code, Key, Line, Name, Notes, Sha256, Short, Versioned

PERSON_KINDS = {"officer": N_("Officer"), "employee": N_("Civil employee"), "other": N_("Other person")}
PLACE_KINDS = {"site": N_("Site"), "building": N_("Building"), "room": N_("Room"), "store": N_("Store")}


class Unit(Versioned, Base):
    """The public body that keeps the register; there is one row."""

    __tablename__ = "unit"
    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(default="")
    short_name: Mapped[Short] = mapped_column(default="")
    address: Mapped[Line] = mapped_column(default="")
    city: Mapped[Short] = mapped_column(default="")
    nip: Mapped[Code] = mapped_column(default="")
    regon: Mapped[Code] = mapped_column(default="")
    logo: Mapped[Sha256 | None] = mapped_column(ForeignKey("stored_file.sha256"))
    number_pattern: Mapped[Short] = mapped_column(default="{unit}/{kst}/{seq:4}")
    number_prefix: Mapped[Code] = mapped_column(default="")
    document_pattern: Mapped[Short] = mapped_column(default="{letter}/{seq:4}/{year}")
    store_place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    store_place: Mapped[Place | None] = relationship(foreign_keys=[store_place_id])
    is_demonstration: Mapped[bool] = mapped_column(default=False)


class Setting(Base):
    """A value of the register that users may change: thresholds, legal texts, defaults (JSON text)."""

    __tablename__ = "setting"
    id: Mapped[Key]
    key: Mapped[Short] = mapped_column(unique=True)
    value: Mapped[Notes]


class Cell(Versioned, Base):
    """An organisational cell such as a department; it may hold equipment itself."""

    __tablename__ = "cell"
    id: Mapped[Key]
    code: Mapped[Code | None] = mapped_column(unique=True)
    name: Mapped[Name]
    name_key: Mapped[Line]
    active: Mapped[bool] = mapped_column(default=True)


class Person(Versioned, Base):
    """Someone who holds or issues equipment; `account` links the operating-system account (decision 1)."""

    __tablename__ = "person"
    __table_args__ = (Index(None, "name_key"),)
    id: Mapped[Key]
    first_name: Mapped[Short]
    last_name: Mapped[Short]
    name_key: Mapped[Line]
    kind: Mapped[Code] = mapped_column(default="officer")
    rank: Mapped[Short] = mapped_column(default="")
    position: Mapped[Name] = mapped_column(default="")
    hr_id: Mapped[Code | None] = mapped_column(unique=True)
    account: Mapped[Short | None] = mapped_column(unique=True)
    cell_id: Mapped[int | None] = mapped_column(ForeignKey("cell.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"))
    active: Mapped[bool] = mapped_column(default=True)
    cell: Mapped[Cell | None] = relationship()
    place: Mapped[Place | None] = relationship()

    @property
    def full_name(self) -> str:
        """First name and surname, as screens and papers write it."""
        return f"{self.first_name} {self.last_name}".strip()


class Place(Versioned, Base):
    """A site, building, room or store in a tree; `path` holds the names from the top down."""

    __tablename__ = "place"
    __table_args__ = (Index(None, "path_key"),)
    id: Mapped[Key]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    kind: Mapped[Code] = mapped_column(default="room")
    code: Mapped[Short]
    code_folded: Mapped[Short] = mapped_column(unique=True)
    name: Mapped[Name] = mapped_column(default="")
    path: Mapped[Notes]
    path_key: Mapped[Notes]
    active: Mapped[bool] = mapped_column(default=True)
    parent: Mapped[Place | None] = relationship(remote_side="Place.id")


class Supplier(Versioned, Base):
    """Who sold the equipment."""

    __tablename__ = "supplier"
    id: Mapped[Key]
    name: Mapped[Name]
    name_key: Mapped[Line] = mapped_column(unique=True)
    nip: Mapped[Code] = mapped_column(default="")
    address: Mapped[Line] = mapped_column(default="")
