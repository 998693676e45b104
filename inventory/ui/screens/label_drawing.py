"""Asks for the plan and the pictures of the page of labels behind the scenes, and puts them where they belong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from inventory.base.errors import NotFound
from inventory.labels.template import Template
from inventory.services.label_plan import Labelled, LabelPlan
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.pdf_pages import PageImage
from inventory.ui.screens.label_choice import Choice
from inventory.ui.screens.label_designs import THUMB, DesignList
from inventory.ui.screens.label_look import PIXELS_PER_POINT, LookPanel
from inventory.ui.screens.label_reading import LabelRegister, Picture
from inventory.ui.screens.label_sheet import SheetView

T = TypeVar("T")
_POINTS_PER_MM = 72 / 25.4


class LabelDrawing(QObject):
    """Keeps plan and pictures in step with the choice. Signals: changed() when something new is known.

    Who gets labels is asked only where that may have changed, what they leave out only after that: the picture of a
    page waits for neither, however many labels there are.
    """

    changed = Signal()

    def __init__(
        self,
        owner: QWidget,
        context: Context,
        register: LabelRegister,
        choice: Choice,
        *,
        parts: tuple[DesignList, SheetView, LookPanel],
    ) -> None:
        super().__init__(owner)
        self._owner, self._context, self._register, self._choice = owner, context, register, choice
        self._designs, self._sheet, self._look = parts
        self._who: Labelled | None = None
        self._plan: LabelPlan | None = None
        self._labelled: tuple[object, ...] = ()
        self._asked: dict[str, Any] = {}
        # The page comes before all else: what is asked meanwhile would slow it.
        self._drawing = False
        self.picture: Picture | None = None

    def plan(self) -> LabelPlan | None:
        """Return the plan of what is chosen now, None while it is being made."""
        return self._plan

    def labels(self) -> int:
        """Return how many labels will come, before it is known who gets any as many as are ticked."""
        items = self._choice.labels() if self._who is None else len(self._who.items)
        return items * self._choice.copies

    def refresh(self) -> None:
        """Forget what is known of another choice; `draw_page` asks for what this one needs."""
        choice = self._choice
        self._designs.show_template(choice.template, choice.designs)
        labelled = choice.template.purpose, choice.also, choice.order, choice.revision
        if self._labelled != labelled:
            self._labelled = labelled
            self._who = self._plan = None

    def forget(self) -> None:
        """Ask for everything anew, for the register has changed; what is shown stays until the answer is there."""
        self._asked.clear()

    def draw_page(self) -> None:
        """Ask for the drawing of the sheet shown, or of the labels of the roll that are in sight."""
        choice, who, page = self._choice, self._who, self._sheet.page()
        if not choice.items or (who is None and page > 0) or (who is not None and not who.items):
            self._ask_rest()
            return
        key, template = self._sheet.page_key(), choice.template
        ratio = self._owner.devicePixelRatioF()
        scale = PIXELS_PER_POINT * ratio
        if template.kind == "sheet":
            wide = template.stock.page_width_mm * _POINTS_PER_MM
            scale = max(1.0, self._sheet.paper().width() / wide) * ratio
        # Where all get labels, the page drawn before that was known is the right one.
        exact = who is not None and bool(page or who.left_out)
        if self._is_new("page", (self._wanted(), choice.marks, choice.also, choice.ink, exact, key, round(scale, 2))):
            copy = choice.copy()
            asked = self._context.operations.query(
                self._owner, lambda _job: self._register.page(copy, who, page, scale), slot="page"
            )
            self._drawing = True
            asked.on_success(lambda images: self._on_page(key, template, images)).on_failure(self._on_page_failed)
        elif not self._drawing:
            self._ask_rest()

    def _ask_rest(self) -> None:
        """Ask for what may come after the page: one label, who gets any, what they leave out, the small pictures."""
        self._ask_picture()
        if self._is_new("who", self._labelled):
            self._query("who", self._register.labelled, self._on_who)
        self._ask_plan()
        cards = self._designs.show_template(self._choice.template, self._choice.designs)
        missing = [card.template for card in cards if not card.has_picture()]
        if missing and self._is_new("thumbs", tuple(missing)):
            self._ask_thumbs(missing)

    def _on_page_failed(self, _error: BaseException) -> bool:
        self._drawing = False
        return False

    def _on_page(self, key: tuple[object, ...], template: Template, images: list[PageImage]) -> None:
        self._drawing = False
        if template.kind == "roll":
            self._sheet.set_roll_pictures([_pixmap(image) for image in images], key)
        elif images:
            self._sheet.set_page_picture(_pixmap(images[0]), key)
        # Painted now, before what is asked for next takes its time.
        self._sheet.repaint()
        self._ask_rest()

    def _wanted(self) -> tuple[object, ...]:
        choice = self._choice
        return choice.template, choice.dpi, choice.language, choice.order, choice.revision

    def _is_new(self, what: str, key: object) -> bool:
        """Tell whether something else is wanted than was asked for last, and remember it."""
        if self._asked.get(what) == key:
            return False
        self._asked[what] = key
        return True

    def _query(self, what: str, ask: Callable[[Choice], T], done: Callable[[T], object]) -> None:
        """Ask behind the scenes about the choice as it is; an answer that came too late is dropped."""
        choice, key = self._choice.copy(), self._asked[what]
        asked = self._context.operations.query(self._owner, lambda _job: ask(choice), slot=what)
        asked.on_success(lambda answer: done(answer) if self._asked.get(what) == key else None)
        # A layout or stock that was deleted meanwhile: the page is about to be told, and chooses another.
        asked.on_failure(lambda error: isinstance(error, NotFound))

    def _on_who(self, who: Labelled) -> None:
        if self._who is not None and who != self._who:
            # Both were asked for those who had labels before.
            self._asked.pop("page", None)
            self._asked.pop("plan", None)
        self._who = who
        self.changed.emit()

    def _ask_plan(self) -> None:
        who = self._who
        if who is None or not self._is_new("plan", (self._wanted(), self._choice.also, self._choice.ink)):
            return
        self._plan = None
        self._query("plan", lambda choice: self._register.plan(choice, who), self._on_plan)

    def _on_plan(self, plan: LabelPlan) -> None:
        self._plan = plan
        self.changed.emit()

    def _ask_picture(self) -> None:
        choice, who = self._choice, self._who
        asset_id = who.items[0] if who is not None and who.items else self._any_asset()
        template, dpi, language = choice.template, choice.dpi, choice.language
        scale = PIXELS_PER_POINT * self._owner.devicePixelRatioF()
        if self._is_new("label", (template, dpi, language, asset_id, choice.designs)):
            self._query(
                "label",
                lambda _choice: self._register.picture(template, asset_id, dpi, language, scale),
                lambda picture: self._on_picture(template, picture),
            )

    def _any_asset(self) -> int | None:
        return next((item.asset_id for item in self._choice.items if self._choice.is_on(item)), None)

    def _on_picture(self, template: Template, picture: Picture) -> None:
        if template != self._choice.template:
            return
        self.picture = picture
        drawn = _pixmap(picture.image) if picture.image is not None else None
        self._sheet.set_label(drawn)
        self._look.show_label(template, drawn)
        card = self._designs.cards.get(template.layout.key)
        if card is not None and drawn is not None and card.template == template:
            card.set_picture(drawn)
        self.changed.emit()

    def _ask_thumbs(self, templates: list[Template]) -> None:
        asset_id = self._any_asset()
        ratio, language = self._owner.devicePixelRatioF(), self._choice.language

        def draw(_job: Job) -> list[tuple[Template, Picture]]:
            return [
                (one, self._register.picture(one, asset_id, 300, language, _thumb_scale(one) * ratio))
                for one in templates
            ]

        asked = self._context.operations.query(self._owner, draw, slot="thumbs")
        asked.on_success(self._on_thumbs)

    def _on_thumbs(self, drawn: list[tuple[Template, Picture]]) -> None:
        for template, picture in drawn:
            card = self._designs.cards.get(template.layout.key)
            if card is not None and card.template == template and picture.image is not None:
                card.set_picture(_pixmap(picture.image))


def _thumb_scale(template: Template) -> float:
    """Return pixels a point at twice the size of a thumbnail, which scales down cleanly."""
    width = min(THUMB.width(), THUMB.height() * template.width_mm / template.height_mm)
    return 2 * width / (template.width_mm * _POINTS_PER_MM)


def _pixmap(image: PageImage) -> QPixmap:
    picture = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32)
    return QPixmap.fromImage(picture)
