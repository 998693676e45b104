"""What is left to count, and counting by hand what has no readable sticker."""

from __future__ import annotations

from inventory.base.i18n import Translations
from inventory.ui.models.cells import Cell
from inventory.ui.screens.walk_list import WalkList


class CountingSide(WalkList):
    """The list of what nobody has scanned yet."""

    def __init__(self, tr: Translations) -> None:
        super().__init__(
            tr, tr("To be counted"), hint=tr("Search what is left"),
            foot=tr("F7: no sticker? Choose it here and press Enter."),
            asset=lambda line: Cell(line.name, second=line.number), asset_width=210,
            words=lambda line: f"{line.number} {line.name} {line.serial} {line.place}",
        )  # fmt: skip
        self.setFixedWidth(340)
