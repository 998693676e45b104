"""Lists of people; what is entered of them is tested with the rest of the organisation."""

from __future__ import annotations

from sqlalchemy import event

from inventory.services.organisation import CellRequest, save_cell
from inventory.services.people import PersonRequest, list_people, save_person


def test_list_of_many_people_asks_no_more_often_than_that_of_few(application):
    """A list whose questions grow with its rows holds the window up in a large unit."""

    def add(work, many):
        for number in range(many):
            cell = save_cell(work, CellRequest(name=f"Wydział {many}/{number}"))
            save_person(
                work, PersonRequest(first_name="Jan", last_name=f"Lipa {number}", kind="employee", cell_id=cell)
            )

    asked = []
    event.listen(application.engine, "before_cursor_execute", lambda *_args: asked.append(1))
    counts = []
    for many in (2, 40):
        application.operation("Add people", lambda work, many=many: add(work, many))
        asked.clear()
        people = application.read(list_people)
        counts.append(len(asked))
        assert f"Wydział {many}/1" in {person.cell for person in people}
    assert counts[0] == counts[1]
