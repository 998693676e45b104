"""Where elements come to stand when they are dragged, aligned and spread, in millimetres."""

from __future__ import annotations

import pytest

from inventory.labels.drawing import BoxElement, Drawing, LineElement
from inventory.ui.screens.designer_boxes import (
    Box,
    Guide,
    Snapping,
    aligned,
    box_of,
    free_place,
    in_order,
    moved,
    resized,
    spread,
    stretched,
)


def drawing(*boxes):
    made = [BoxElement(x_mm=x, y_mm=y, width_mm=w, height_mm=h) for x, y, w, h in boxes]
    return Drawing(width_mm=70, height_mm=36, elements=tuple(made))


def boxes(elements):
    return [tuple(box_of(one)) for one in elements]


SNAPPING = Snapping(
    width_mm=70, height_mm=36, safe_x_mm=5, safe_y_mm=2.5, others=(Box(20, 10, 12.3, 7.7),), reach_mm=0.6
)
DRAGGED = Box(40, 20, 8.6, 4)


@pytest.mark.parametrize(
    ("x", "y", "lands", "guides"),
    [
        (0.2, -0.3, (0, 0), [Guide(True, 0), Guide(False, 0)]),  # the edges of the label
        (5.5, 2.9, (5, 2.5), [Guide(True, 5), Guide(False, 2.5)]),  # its safe margin
        (61.2, 31.8, (61.4, 32), [Guide(True, 70), Guide(False, 36)]),  # the right and lower edge, by its own
        (30.9, 16.2, (30.7, 16), [Guide(True, 35), Guide(False, 18)]),  # the middle of the label, by its own middle
        (32.5, 17.5, (32.3, 17.7), [Guide(True, 32.3), Guide(False, 17.7)]),  # edges of another element
        (42.2, 22.3, (42, 22.5), []),  # nothing near: the grid of half a millimetre
    ],
)
def test_what_is_dragged_snaps_to_lines_then_to_the_grid(x, y, lands, guides):
    dx, dy, found = SNAPPING.shift(DRAGGED, x - DRAGGED.x, y - DRAGGED.y)
    assert (DRAGGED.x + dx, DRAGGED.y + dy) == pytest.approx(lands)
    assert [(one.upright, pytest.approx(one.at_mm)) for one in guides] == found


def test_free_dragging_snaps_to_tenths_only():
    free = Snapping(width_mm=70, height_mm=36, others=SNAPPING.others, free=True)
    dx, dy, guides = free.shift(DRAGGED, 0.42 - DRAGGED.x, 5.23 - DRAGGED.y)
    assert (DRAGGED.x + dx, DRAGGED.y + dy, guides) == (pytest.approx(0.4), pytest.approx(5.2), [])


def test_an_edge_snaps_like_a_whole_element():
    assert SNAPPING.edge(True, 64.7) == (pytest.approx(65), [Guide(True, 65)])
    assert SNAPPING.edge(False, 28.2) == (pytest.approx(28), [])


def test_elements_move_together_and_stay_in_sight():
    made = drawing((1, 2, 10, 5), (20, 30, 10, 5))
    assert boxes(moved(made, [0, 1], -5, 1)) == [(0, 3, 10, 5), (19, 31, 10, 5)]
    assert boxes(moved(made, [1], 500, 500))[1] == (69, 35, 10, 5)


def test_elements_keep_a_size_that_can_be_held_and_lines_may_be_flat():
    made = Drawing(width_mm=70, height_mm=36, elements=(
        BoxElement(x_mm=1, y_mm=1, width_mm=3, height_mm=3), LineElement(x_mm=1, y_mm=9, width_mm=9, height_mm=0),
    ))  # fmt: skip
    assert boxes(resized(made, [0, 1], -5, -5)) == [(1, 1, 1, 1), (1, 9, 4, 0)]


@pytest.mark.parametrize(
    ("handle", "to", "becomes"),
    [
        ("se", (30, 20), (10, 10, 20, 10)),
        ("nw", (8, 4), (8, 4, 12, 11)),
        ("n", (99, 12), (10, 12, 10, 3)),
        ("w", (40, 0), (19, 10, 1, 5)),  # not past the opposite edge
    ],
)
def test_a_handle_moves_its_edges_and_leaves_the_others(handle, to, becomes):
    assert stretched(Box(10, 10, 10, 5), handle, *to, least=1, in_proportion=False) == becomes


def test_a_corner_can_keep_the_proportion():
    assert stretched(Box(10, 10, 10, 5), "se", 30, 16, least=1, in_proportion=True) == (10, 10, 20, 10)
    assert stretched(Box(10, 10, 10, 5), "nw", 0, 9, least=1, in_proportion=True) == (0, 5, 20, 10)


@pytest.mark.parametrize(
    ("edge", "one", "two"),
    [
        ("left", (0, 5), (2, 5)), ("right", (60, 5), (32, 5)), ("centre", (30, 5), (17, 5)),
        ("top", (2, 0), (2, 5)), ("bottom", (2, 32), (2, 26)), ("middle", (2, 16), (2, 15.5)),
    ],
)  # fmt: skip
def test_one_element_is_aligned_to_the_label_and_several_to_each_other(edge, one, two):
    made = drawing((2, 5, 10, 4), (22, 20, 20, 10))
    assert boxes(aligned(made, [0], edge))[0][:2] == one
    assert boxes(aligned(made, [0, 1], edge))[0][:2] == two


def test_gaps_become_equal_between_the_outer_two():
    made = drawing((0, 0, 10, 4), (12, 5, 10, 4), (50, 20, 10, 4))
    assert [box[0] for box in boxes(spread(made, [0, 1, 2], across=True))] == [0, 25, 50]
    assert [box[1] for box in boxes(spread(made, [0, 1, 2], across=False))] == [0, 10, 20]
    assert boxes(spread(made, [0, 1], across=True)) == boxes(made.elements)


def test_order_puts_what_is_selected_on_top_or_below():
    elements, places = in_order("abcd", [0, 2], front=True)
    assert (elements, places) == (list("bdac"), [2, 3])
    elements, places = in_order("abcd", [1, 3], front=False)
    assert (elements, places) == (list("bdac"), [0, 1])


def test_new_elements_take_free_places_and_pile_up_only_when_there_is_none():
    made = drawing((5, 2, 60, 10))
    assert free_place(made, 20, 5, 5, 2) == (5, 12, 20, 5)
    assert free_place(drawing((0, 0, 70, 36)), 20, 5, 5, 2) == (26, 16.5, 20, 5)
