"""What tests of handing over share: an office that asks the register and fills the form, papers read back."""

from __future__ import annotations

import pypdfium2
import zxingcpp

from inventory.base.pdfium import PDFIUM
from inventory.services.asset_details import asset_details
from inventory.services.drafts import drafts
from inventory.services.finding import find_asset, find_person
from inventory.services.handovers import DocumentFilter, documents_list, held_by


class Office:
    def __init__(self, desk):
        self.desk = desk
        self.read = desk.application.read

    def asset(self, number):
        return self.read(lambda session: find_asset(session, number).id)

    def person(self, name):
        return self.read(lambda session: find_person(session, name).id)

    def details(self, number):
        return self.read(lambda session: asset_details(session, self.asset(number)))

    def held(self, name):
        today = self.desk.application.today()
        found = self.read(lambda session: held_by(session, person_id=self.person(name), today=today))
        return [item.number for item in found]

    def papers(self, **wanted):
        return self.read(lambda session: documents_list(session, DocumentFilter(**wanted)))[1]

    def drafts(self):
        return self.read(drafts)

    def form(self, **arguments):
        page = self.desk.go("handover", **arguments)
        self.checked(page)
        return page

    def checked(self, page):
        """Wait until the form is checked and drawn as it is now."""
        page.check()
        self.desk.settle()
        return page

    def fill(self, page, card, **values):
        for key, value in values.items():
            field = getattr(page, card).fields[key]
            field.set_value(value)
            field.editor.changed.emit()
        return self.checked(page)

    def confirm(self, page):
        page.confirm()
        self.desk.settle()


def text_of(pdf):
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        found = "\n".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
    return found


def codes_of(pdf):
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        picture = document[0].render(scale=3).to_pil()
        document.close()
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def numbers(page):
    return [shown.shown.number for shown in page.items.rows]
