"""The steps of drawing: back and forth, what counts as one step, what is saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inventory.labels.drawing import BoxElement, Drawing, TextElement
from inventory.labels.layout import Layout
from inventory.ui.screens.designer_sketch import Sketch


def box(x=0.0):
    return BoxElement(x_mm=x, y_mm=0, width_mm=10, height_mm=5)


@pytest.fixture
def sketch():
    drawing = Drawing(width_mm=70, height_mm=36)
    return Sketch(Layout(key="a", name="A", form="drawn", stocks=(), drawing=drawing))


def test_undo_goes_back_to_the_empty_label_and_redo_to_the_end(sketch):
    for x in (1, 2, 3):
        sketch.add(box(x), {})
    assert [one.x_mm for one in sketch.elements] == [1, 2, 3]
    assert [sketch.undo() for _ in range(4)] == [True, True, True, False]
    assert sketch.elements == ()
    assert not sketch.is_dirty()
    assert [sketch.redo() for _ in range(4)] == [True, True, True, False]
    assert [one.x_mm for one in sketch.elements] == [1, 2, 3]


def test_a_change_after_undo_forgets_what_could_be_done_again(sketch):
    sketch.add(box(1), {})
    sketch.undo()
    sketch.add(box(2), {})
    assert not sketch.can_redo()
    assert [one.x_mm for one in sketch.elements] == [2]


def test_strokes_of_one_kind_are_one_step_until_something_else_is_selected(sketch):
    sketch.put([box(), box()], [0])
    for x in (0.5, 1.0, 1.5):
        sketch.set_values(x_mm=x, merge="move")
    sketch.select([1])
    sketch.set_values(x_mm=9.0, merge="move")
    sketch.undo()
    assert [one.x_mm for one in sketch.elements] == [1.5, 0]
    sketch.undo()
    assert [one.x_mm for one in sketch.elements] == [0, 0]
    assert sketch.selected == (0,)


def test_what_is_typed_and_taken_away_again_leaves_no_step(sketch):
    sketch.add(TextElement(x_mm=0, y_mm=0, width_mm=9, height_mm=4, text="KWP"), {})
    before = sketch.layout
    sketch.set_values(text="KWPW", merge="text")
    sketch.set_values(text="KWP", merge="text")
    assert sketch.layout == before
    sketch.undo()
    assert sketch.elements == ()


def test_a_drag_is_shown_at_once_and_is_one_step_or_none(sketch):
    sketch.add(box(), {})
    for x in (1, 2, 3):
        sketch.try_out([box(x)])
        assert sketch.shown().elements[0].x_mm == x
        assert sketch.only.x_mm == x
        assert sketch.elements[0].x_mm == 0
    sketch.let_go(keep=False)
    assert sketch.shown().elements[0].x_mm == 0
    sketch.try_out([box(4)])
    sketch.let_go(keep=True)
    assert sketch.elements[0].x_mm == 4
    sketch.undo()
    assert sketch.elements[0].x_mm == 0


def test_saving_is_where_nothing_differs_from_and_steps_before_it_stay(sketch):
    sketch.add(box(), {})
    assert sketch.is_dirty()
    sketch.mark_saved(replace(sketch.layout, key="moj"), sent=sketch.layout, id_=7, version=1)
    assert not sketch.is_dirty()
    assert (sketch.id, sketch.version, sketch.layout.key) == (7, 1, "moj")
    sketch.undo()
    assert sketch.is_dirty()
    sketch.redo()
    assert not sketch.is_dirty()


def test_values_reach_only_elements_that_have_them(sketch):
    sketch.put([box(), TextElement(x_mm=0, y_mm=0, width_mm=9, height_mm=4)], [0, 1])
    sketch.set_values(face="bold", x_mm=3.0)
    assert [one.x_mm for one in sketch.elements] == [3, 3]
    assert sketch.elements[1].face == "bold"


def test_what_is_drawn_while_it_is_being_saved_stays(sketch):
    sketch.add(box(1), {})
    sent = sketch.layout
    sketch.add(box(2), {})
    sketch.mark_saved(replace(sent, key="moj"), sent=sent, id_=7, version=1)
    assert [one.x_mm for one in sketch.elements] == [1, 2]
    assert (sketch.layout.key, sketch.is_dirty()) == ("moj", True)
    sketch.undo()
    assert [one.x_mm for one in sketch.elements] == [1]
