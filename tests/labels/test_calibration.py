"""The trial page: whole, on the paper of its template, with crosses in the middle of the first and last field."""

from __future__ import annotations

import pypdfium2
import pytest

from inventory.labels.calibration import calibration_page
from inventory.labels.template import load_templates
from tests.labels.reading import rendered


@pytest.mark.parametrize("template", load_templates().values(), ids=lambda one: one.key)
def test_cross_lies_in_the_middle_of_the_first_and_of_the_last_field(template):
    pdf = calibration_page(template.stock)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    width, height = document.get_page_size(0)
    document.close()
    mm = 25.4 / 72
    assert (round(width * mm, 2), round(height * mm, 2)) == (
        template.stock.page_width_mm,
        template.stock.page_height_mm,
    )
    image, k = rendered(pdf, 254), 10
    for left, top in map(template.stock.corner_mm, (1, template.per_page)):
        x, y = round((left + template.width_mm / 2) * k), round((top + template.height_mm / 2) * k)
        assert min(image.crop((x - 2, y - 2, x + 3, y + 3)).tobytes()) < 160
        assert min(image.crop((x + 22, y + 12, x + 28, y + 18)).tobytes()) > 200
