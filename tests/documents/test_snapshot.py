"""The snapshot of an issued paper: whole, canonical, readable back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from inventory.base.errors import NotFound
from inventory.documents.render import render
from inventory.documents.snapshot import canonical, fingerprint, restore, snapshot
from tests.documents import samples
from tests.documents.reading import text
from tests.documents.samples import PAPERS, PL


@pytest.mark.parametrize(("kind", "make"), PAPERS.items())
def test_snapshot_is_json_and_reads_back_equal(kind, make):
    data = make()
    assert restore(kind, json.loads(json.dumps(snapshot(data)))) == data
    assert restore(kind, canonical(data)) == data
    assert render(kind, restore(kind, canonical(data)), PL) == render(kind, data, PL)


def test_fingerprint_is_the_hash_of_the_canonical_data_and_stands_in_the_footer():
    data = samples.handover()
    signs = fingerprint(data)
    assert signs == hashlib.sha256(canonical(data)).hexdigest()
    assert f"skrót {signs[:4]} {signs[4:8]}".upper() in text(render("handover", data, PL)).upper()
    assert fingerprint(replace(data, place="A/013")) != signs


def test_restore_of_an_older_snapshot_takes_the_defaults_of_newer_fields():
    values = snapshot(samples.handover())
    del values["remarks"]
    restored = restore("handover", values)
    assert restored == replace(samples.handover(), remarks="")


def test_restore_of_an_unknown_kind_is_refused():
    with pytest.raises(NotFound):
        restore("petition", {})


def test_snapshot_holds_the_text_that_was_printed():
    data = replace(samples.handover(), place="A\u202e/012\x00")
    assert snapshot(data)["place"] == "A/012"
