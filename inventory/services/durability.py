"""How long a grant binds: the end of the durability period of projects and of assets (domain.md 1.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from inventory.model.funding import FundingSource, Project
from inventory.services.funding_split import ShareRequest


def years_after(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def project_durability(project: Project) -> date | None:
    """Return the end of durability from the completion of a project and the longest rule of its sources.

    None where the completion is not known or no source asks for a period: nothing is guessed.
    """
    years = [share.source.durability_years for share in project.split if share.source.durability_start != "acceptance"]
    longest = max((count for count in years if count is not None), default=0)
    return years_after(project.completed_on, longest) if project.completed_on is not None and longest else None


def asset_durability(session: Session, shares: Sequence[ShareRequest], accepted_on: date | None) -> date | None:
    """Return the latest end of durability that the funding of an asset sets; None where none is known."""
    ends: list[date] = []
    for share in shares:
        project = session.get(Project, share.project_id) if share.project_id is not None else None
        if project is not None and project.durability_until is not None:
            ends.append(project.durability_until)
        source = session.get(FundingSource, share.source_id)
        if source is not None and source.durability_start == "acceptance" and source.durability_years and accepted_on:
            ends.append(years_after(accepted_on, source.durability_years))
    return max(ends, default=None)
