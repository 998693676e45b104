"""Made-up papers for the tests: people, numbers and accounts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from inventory.base.i18n import translations
from inventory.documents.clauses import handover_statement, return_statement
from inventory.documents.data import (
    AccessoryData,
    CountRow,
    CountSheetData,
    DifferenceListData,
    DifferenceRow,
    FundingNotice,
    HandoverData,
    Header,
    IssueReference,
    ItemData,
    PartyData,
    ReturnData,
    ReturnItemData,
    ShareData,
    UnitData,
)

PL = translations("pl")
EN = translations("en")
DAY = date(2025, 11, 18)
MADE = datetime(2025, 11, 18, 9, 42, tzinfo=UTC)

UNIT = UnitData(
    name="Komenda Wojewódzka Policji we Wrocławiu",
    short_name="KWP we Wrocławiu",
    cell="Sekcja Logistyki",
    address="ul. Przykładowa 1, 50-000 Wrocław",
    city="Wrocław",
    nip="000-000-00-00",
    regon="000000000",
)
GIVER = PartyData(rank="mł. asp.", name="Maria Lipowa", position="specjalista", cell="Sekcja Logistyki", kind="officer")
RECEIVER = PartyData(
    rank="sierż.", name="Ewa Sosnowska", cell="Wydział ds. Cudzoziemców", hr_id="104217", kind="officer"
)
GRANT = FundingNotice(
    project_number="NMF/PA18/0004",
    project_title="Integracja dla bezpieczeństwa – współpraca międzynarodowa w zakresie praw podstawowych",
    shares=(
        ShareData(source="Norweski Mechanizm Finansowy 2014–2021", share=8500),
        ShareData(source="budżet państwa", share=1500),
    ),
)


def accessories(*names: str) -> tuple[AccessoryData, ...]:
    """Return accessories; a name that begins with a dash was not handed over."""
    return tuple(AccessoryData(name=name.lstrip("-"), handed_over=not name.startswith("-")) for name in names)


LAPTOP = ItemData(
    number="WR/487/0015",
    name="Laptop terenowy 14″ z oprogramowaniem",
    serial="LT14-23-00915",
    unit="szt.",
    condition="dobry",
    gross=648_000,
    accessories=accessories("zasilacz 65 W", "torba", "-stacja dokująca"),
)
PRINTER = ItemData(
    number="WR/803/0007",
    name="Drukarka przenośna A4",
    serial="DP-4411-07",
    unit="szt.",
    condition="dobry",
    gross=139_000,
    accessories=accessories("kabel USB", "-zasilacz"),
)
BINOCULARS = ItemData(
    number="WR/669/0002",
    name="Lornetka termowizyjna",
    serial="TB-22-0418-77",
    unit="szt.",
    condition="ślady używania",
    gross=1_988_000,
    accessories=accessories("ładowarka", "futerał", "-pasek"),
)
LONG_NAME = (
    "Urządzenie wielofunkcyjne A3 z podajnikiem dokumentów, szafką i dodatkowym modułem faksu (kolor, 45 str./min)"
)


def header(number: str | None = "P/0098/2025", template: str = "P-1") -> Header:
    """Return a header made on 18.11.2025."""
    return Header(
        unit=UNIT,
        number=number,
        document_date=DAY,
        place_city="Wrocław",
        entered_at=MADE,
        printed_at=MADE,
        program="Ewidencja sprzętu 1.0.0",
        template=template,
    )


def handover() -> HandoverData:
    """Return a handover of three items."""
    return HandoverData(
        header=header(),
        giver=GIVER,
        receiver=RECEIVER,
        handed_on=DAY,
        place="A/012",
        basis="wniosek L-dz. 1187/2025",
        purpose="praca w terenie: potwierdzanie tożsamości i legalności pobytu",
        return_by=date(2026, 2, 18),
        items=(LAPTOP, PRINTER, BINOCULARS),
        funding=(GRANT,),
        statement=handover_statement("officer", "Sekcja Logistyki", PL),
        remarks="Lornetka (poz. 3): rysa na obudowie po prawej stronie.",
    )


def items(count: int) -> tuple[ItemData, ...]:
    """Return items of four shapes, one of them with a long name."""
    shapes = (
        ("Monitor 24″", 89_900, ()),
        ("Laptop terenowy 14″ z oprogramowaniem", 648_000, accessories("zasilacz 65 W", "torba")),
        (LONG_NAME, 1_249_000, ()),
        ("Telefon stacjonarny", 21_000, ()),
    )
    made = []
    for index in range(count):
        name, gross, parts = shapes[index % len(shapes)]
        made.append(
            ItemData(
                number=f"WR/808/{index + 1:04d}",
                name=name,
                serial=f"MN24-{4000 + index}",
                unit="szt.",
                condition="dobry",
                gross=gross,
                accessories=parts,
            )
        )
    return tuple(made)


def handover_of(count: int) -> HandoverData:
    """Return a handover of `count` items without remarks."""
    return replace(handover(), header=header("P/0099/2025"), items=items(count), remarks="")


def returned() -> ReturnData:
    """Return a late return of two items, one with a missing part."""
    binoculars = replace(BINOCULARS, condition="", accessories=accessories("ładowarka", "futerał", "-pasek"))
    laptop = replace(
        LAPTOP, number="WR/487/0013", serial="LT14-23-00913", accessories=accessories("zasilacz 65 W", "torba")
    )
    return ReturnData(
        header=header("Z/0041/2025", "Z-1"),
        giver=PartyData(
            rank="sierż.", name="Piotr Dąbek", cell="Wydział ds. Cudzoziemców", hr_id="102938", kind="officer"
        ),
        receiver=GIVER,
        returned_on=DAY,
        place="A/012",
        issued_by=(IssueReference(number="P/0097/2025", day=date(2025, 10, 29)),),
        due=date(2025, 11, 12),
        days_late=6,
        items=(
            ReturnItemData(
                item=binoculars, condition_issued="dobry", condition_returned="ślady używania; rysa na obudowie"
            ),
            ReturnItemData(item=laptop, condition_issued="dobry", condition_returned="dobry"),
        ),
        missing="pasek (poz. 1)",
        damaged="rysa na obudowie (poz. 1)",
        data_wiped=True,
        settled=False,
        settled_note="brak paska, termin 02.12.2025 r.",
        stickers_readable=True,
        kept_at="Magazyn główny A/012, regał 3",
        funding=(replace(GRANT, durability_until=date(2029, 12, 31), durability_known=True),),
        statement=return_statement(PL),
    )


def count_sheet() -> CountSheetData:
    """Return a finished sheet of ten positions and seven unused rows."""
    names = (
        ("WR/629/0219", "Telefon stacjonarny", "TS-0219", "dobry"),
        ("WR/629/0220", "Telefon stacjonarny", "TS-0220", "dobry"),
        ("WR/803/0004", "Drukarka przenośna A4", "DP-4411-04", "dobry"),
        ("WR/803/0007", "Drukarka przenośna A4", "DP-4411-07", "dobry"),
        ("WR/803/0009", "Drukarka przenośna A4", "DP-4411-09", "naklejka nieczytelna"),
        ("WR/808/0131", "Stacja dokująca", "SD-1917", "dobry"),
        ("WR/808/0132", "Stacja dokująca", "SD-1924", "dobry"),
        ("", "Monitor 24″, kod 5901234123457", "nieczytelny", "do wyjaśnienia"),
        ("WR/809/0417", "Biurko 160 × 80 cm", "", "dobry"),
        ("WR/809/0418", "Biurko 160 × 80 cm", "", "blat uszkodzony"),
    )
    return CountSheetData(
        header=header("A/0003/2025", "A-1"),
        count_kind="okresowa, pełna; spis z natury",
        area="Pole 3: budynek A, piętro 1 (A/110–A/120)",
        group="pozostałe środki trwałe",
        as_of=DAY,
        started=datetime(2025, 11, 18, 7, 5, tzinfo=UTC),
        ended=datetime(2025, 11, 18, 8, 40, tzinfo=UTC),
        order="zarządzenie 12/2025",
        custodian=PartyData(rank="podkom.", name="Zofia Brzozowa"),
        team_name="Zespół spisowy nr 2",
        team=(PartyData(rank="asp.", name="Jan Olszyna"), PartyData(name="Tomasz Wierzbicki")),
        chair=PartyData(rank="kom.", name="Adam Jesionek"),
        rows=tuple(
            CountRow(number=n, name=name, serial=s, unit="szt.", quantity=1, remarks=r) for n, name, s, r in names
        ),
        blank_rows=7,
    )


STATE = "budżet państwa"
# sheet/position, number, name, price, found, in the books, remarks, source
# fmt: off
DIFFERENCES = (
    ("5/2", "WR/808/0090", "Aparat cyfrowy", 214_000, 0, 1, "nie znaleziono", STATE),
    ("5/9", "WR/803/0033", "Dyktafon", 38_900, 0, 1, "nie znaleziono", STATE),
    ("3/8", "", "Monitor 24″, kod 5901234123457", None, 1, 0, "poza ewidencją; wycena po ustaleniu", ""),
    ("3/4", "WR/803/0007", "Drukarka przenośna A4", 139_000, 1, 1, "miejsce: A/012 → A/118", "NMF/PA18/0004"),
    ("3/6", "WR/808/0131", "Stacja dokująca", 72_000, 1, 1, "miejsce: A/116 → A/118", "FBW 2021–2027"),
    ("2/11", "WR/808/0128", "Monitor 24″", 89_900, 1, 1, "miejsce: A/114 → A/120", STATE),
    ("1/3", "WR/809/0404", "Szafa metalowa aktowa", 115_000, 1, 1, "miejsce: A/012 → A/014", STATE),
    ("4/6", "WR/487/0102", "Laptop biurowy", 389_000, 1, 1, "osoba: Olszyna → Dąbek", STATE),
)
# fmt: on


def difference_list() -> DifferenceListData:
    """Return two shortages, one surplus not valued yet, five other differences."""
    rows = [
        DifferenceRow(
            sheet=place.split("/")[0],
            position=place.split("/")[1],
            number=number,
            name=name,
            unit="szt.",
            price=price,
            actual_quantity=found,
            actual_value=price,
            book_quantity=book,
            book_value=price,
            remarks=remarks,
            source=source,
        )
        for place, number, name, price, found, book, remarks, source in DIFFERENCES
    ]
    rows[3] = replace(rows[3], durability_until=date(2029, 12, 31))
    rows[4] = replace(rows[4], durability_known=False)
    return DifferenceListData(
        header=header("ZR/0002/2025", "ZR-1"),
        count_kind="okresowa, pełna",
        as_of=DAY,
        areas="pola 1–6",
        sheets="arkusze 1–14/2025",
        order="zarządzenie 12/2025 z 20.10.2025 r.",
        accountant=PartyData(name="Barbara Cisowska"),
        chair=PartyData(rank="kom.", name="Adam Jesionek"),
        rows=tuple(rows),
    )


PAPERS = {
    "handover": handover,
    "return": returned,
    "count_sheet": count_sheet,
    "count_differences": difference_list,
}
