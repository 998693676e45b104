"""Asks for the plan and the pictures of the page of labels behind the scenes, and puts them where they belong."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from inventory.labels.template import Template
from inventory.services.printing import LabelPlan
from inventory.ui.context import Context
from inventory.ui.operations import Job
from inventory.ui.pdf_pages import PageImage
from inventory.ui.screens.label_choice import Choice
from inventory.ui.screens.label_designs import THUMB, DesignList
from inventory.ui.screens.label_look import PIXELS_PER_POINT, LookPanel
from inventory.ui.screens.label_reading import LabelRegister, Picture
from inventory.ui.screens.label_sheet import ROLL_SHOWN, SheetView

_POINTS_PER_MM = 72 / 25.4


class LabelDrawing(QObject):
    """Keeps plan and pictures in step with the choice. Signals: changed() when something new is known."""

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
        self._key: tuple[object, ...] = ()
        self._plan: LabelPlan | None = None
        self._page_asked: tuple[object, ...] = ()
        self.picture: Picture | None = None

    def plan(self) -> LabelPlan | None:
        """Return the plan of what is chosen now, None while it is being made."""
        return self._plan if self._key == self._wanted() else None

    def labels(self) -> int:
        """Return how many labels will come, before the plan is known as many as are ticked."""
        plan = self.plan()
        items = self._choice.labels() if plan is None else len(plan.items)
        return items * self._choice.copies

    def refresh(self, *, again: bool = False) -> None:
        """Ask for what the choice needs and is not known; `again` also where nothing was chosen anew."""
        cards = self._designs.show_template(self._choice.template, self._choice.designs)
        missing = [card.template for card in cards if not card.has_picture()]
        if missing:
            self._ask_thumbs(missing)
        key = self._wanted()
        if key == self._key and not again:
            return
        self._key, self._plan = key, None
        choice = self._choice.copy()
        asked = self._context.operations.query(self._owner, lambda _job: self._register.plan(choice), slot="plan")
        asked.on_success(lambda plan: self._on_plan(key, plan))

    def draw_page(self) -> None:
        """Ask for the drawing of the sheet shown, or of the labels of the roll that are in sight."""
        plan, template = self.plan(), self._choice.template
        if plan is None or not plan.items:
            return
        if template.kind == "roll":
            self._draw_roll(plan)
            return
        key, page = self._sheet.page_key(), self._sheet.page()
        before = page * template.per_page - (self._choice.start - 1)
        copies, start = self._choice.copies, self._choice.start if page == 0 else 1
        chosen = range(max(0, before), min(before + template.per_page, len(plan.items) * copies))
        ids = [plan.items[at // copies] for at in chosen]
        wide = template.stock.page_width_mm * _POINTS_PER_MM
        scale = max(1.0, self._sheet.paper().width() / wide) * self._owner.devicePixelRatioF()
        language = self._choice.language
        if (self._key, key, round(scale, 2)) == self._page_asked:
            return
        self._page_asked = (self._key, key, round(scale, 2))

        def draw(_job: Job) -> PageImage | None:
            return self._register.page(template, ids, start, language, scale)

        asked = self._context.operations.query(self._owner, draw, slot="page")
        asked.on_success(lambda image: self._sheet.set_page_picture(_pixmap(image), key) if image else None)

    def _draw_roll(self, plan: LabelPlan) -> None:
        key, choice = self._sheet.page_key(), self._choice
        first, copies = self._sheet.page() * ROLL_SHOWN, choice.copies
        ids = [plan.items[at // copies] for at in range(first, min(first + ROLL_SHOWN, len(plan.items) * copies))]
        asked_for = (self._key, key, tuple(ids))
        if asked_for == self._page_asked:
            return
        self._page_asked = asked_for
        template, language, dpi = choice.template, choice.language, choice.dpi
        scale = PIXELS_PER_POINT * self._owner.devicePixelRatioF()

        def draw(_job: Job) -> list[PageImage]:
            drawn = {one: self._register.picture(template, one, dpi, language, scale).image for one in set(ids)}
            return [image for one in ids if (image := drawn[one]) is not None]

        asked = self._context.operations.query(self._owner, draw, slot="page")
        asked.on_success(lambda images: self._sheet.set_roll_pictures([_pixmap(image) for image in images], key))

    def _wanted(self) -> tuple[object, ...]:
        choice = self._choice
        return choice.template.key, choice.dpi, choice.language, choice.order, choice.revision

    def _on_plan(self, key: tuple[object, ...], plan: LabelPlan) -> None:
        if key == self._key:
            self._plan = plan
            self._ask_picture()
            self.changed.emit()

    def _ask_picture(self) -> None:
        choice, plan = self._choice, self._plan
        asset_id = plan.items[0] if plan is not None and plan.items else self._any_asset()
        template, dpi, language = choice.template, choice.dpi, choice.language
        scale = PIXELS_PER_POINT * self._owner.devicePixelRatioF()

        def draw(_job: Job) -> Picture:
            return self._register.picture(template, asset_id, dpi, language, scale)

        asked = self._context.operations.query(self._owner, draw, slot="label")
        asked.on_success(lambda picture: self._on_picture(template, picture))

    def _any_asset(self) -> int | None:
        return next((item.asset_id for item in self._choice.items if item.on), None)

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
