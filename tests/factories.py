"""Makes what tests need through the services themselves, so that no test depends on how it is stored."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from inventory.model.assets import Asset, Category
from inventory.model.funding import FundingSource
from inventory.services.asset_form import AssetRequest
from inventory.services.assets import save_asset
from inventory.services.files import FileRequest, keep_logo
from inventory.services.funding import LogoRequest, save_source, source_form
from inventory.services.funding_split import ShareRequest
from inventory.services.people import PersonRequest, save_person
from inventory.services.places import PlaceRequest, save_place
from inventory.services.projects import ProjectRequest, SplitRequest, save_project


def category_id(session, code="KOMPUTERY"):
    return session.scalars(select(Category.id).where(Category.code == code)).one()


def source_id(session, code):
    return session.scalars(select(FundingSource.id).where(FundingSource.code == code)).one()


def asset_id(session, number):
    return session.scalars(select(Asset.id).where(Asset.number == number)).one()


def asset_request(session, **changes):
    """Return a request that can be saved as it is, but for what `changes` says."""
    usual = AssetRequest(name="Laptop", category_id=category_id(session), price_gross=648000)
    return replace(usual, **changes)


def grant_shares(session, project=None, *, first=8500):
    return (
        ShareRequest(source_id=source_id(session, "NMF"), project_id=project, share=first),
        ShareRequest(source_id=source_id(session, "BP"), project_id=project, share=10000 - first),
    )


def make_asset(application, **changes):
    """Save an asset and return what was saved."""
    return application.operation("Asset added", lambda work: save_asset(work, asset_request(work, **changes))).value


def make_person(application, first="Ewa", last="Sosnowska", **more):
    request = PersonRequest(first_name=first, last_name=last, **more)
    return application.operation("Person added", lambda work: save_person(work, request)).value


def make_place(application, code="A/12", **more):
    request = PlaceRequest(code=code, **more)
    return application.operation("Place added", lambda work: save_place(work, request)).value


def make_project(application, number="NMF/PA18/0004", **more):
    """Save a project that two sources share 85/15."""

    def work(session):
        split = (
            SplitRequest(source_id=source_id(session, "NMF"), share=8500),
            SplitRequest(source_id=source_id(session, "BP"), share=1500),
        )
        return save_project(session, ProjectRequest(number=number, split=split, **more))

    return application.operation("Project added", work).value


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'


def give_logo(application, code="NMF", **rules):
    """Give a funding source a logo, as its page does; `rules` are those of its brand manual."""

    def work(session):
        stored = keep_logo(session, FileRequest(name="Norwegia.svg", content=LOGO))
        form = source_form(session, source_id(session, code))
        return save_source(session, replace(form, logos=(LogoRequest(sha256=stored, name="Norwegia", **rules),)))

    return application.operation("Logo added", work).value
