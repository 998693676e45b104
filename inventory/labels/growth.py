"""How much larger than on its usual stock everything on a funding label is set: label and type grow together."""

from __future__ import annotations

import math

from inventory.labels.template import Template

# A long side alone lets type grow by this much only: wide type on a narrow label breaks into single words.
_MOST_BY_ONE_SIDE = 1.6


def growth(template: Template, width_mm: float, height_mm: float) -> float:
    """Return by what a label is larger than one of the given size, for which a layout was drawn; 1 for smaller ones.

    By area, so that labels taller or wider than usual are filled too.
    """
    across, down = template.width_mm / width_mm, template.height_mm / height_mm
    return max(1.0, min(math.sqrt(across * down), _MOST_BY_ONE_SIDE * min(across, down)))


def smaller_sizes(full: float, least: float) -> list[float]:
    """Return type sizes from `full` down to `least` in steps of a tenth."""
    sizes = [full]
    while sizes[-1] * 0.95 > least + 0.01:
        sizes.append(sizes[-1] * 0.95)
    return [*sizes, least] if full > least else sizes
