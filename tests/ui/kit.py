"""What tests of the window share: a context, a source of made-up rows, and a page with every part of the kit."""

from __future__ import annotations

from array import array
from datetime import date

from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget

from inventory.base.i18n import translations
from inventory.base.settings import Settings
from inventory.ui.context import Context, Notice
from inventory.ui.models.cells import BADGE, NUMBER, SHARES, Cell, Column, tick_column
from inventory.ui.models.rows import RowsModel
from inventory.ui.models.source import FirstPage
from inventory.ui.operations import Operations, Task
from inventory.ui.screen import ScreenEntry
from inventory.ui.widgets import buttons
from inventory.ui.widgets.badges import Badge, ChipBar, LabelledSwitch
from inventory.ui.widgets.card import Card, PageHeader, column, fill, row, scrolling
from inventory.ui.widgets.charts import FigureCard, Legend, Part, RankedBars, Ring, ShareBar
from inventory.ui.widgets.editors import ChoiceEditor, DateEditor, LineEditor, LinesEditor, MoneyEditor
from inventory.ui.widgets.field import Field, FormGrid
from inventory.ui.widgets.lists import AttentionRow, Event, Fact, FactsList, TimelineList
from inventory.ui.widgets.notices import EmptyState, NoticeStrip, ProgressCard
from inventory.ui.widgets.table import TableView
from inventory.ui.widgets.table_card import TableCard
from inventory.ui.widgets.text import label
from inventory.ui.widgets.ways import SectionList, StepsBar, Tabs

STATES = (("W użyciu", "user", "info"), ("W magazynie", "package", "neu"), ("Po terminie", "clock", "err"))


def context(operations: Operations, language: str = "pl") -> Context:
    return Context(tr=translations(language), application=None, operations=operations, settings=Settings())


def columns(tr) -> list[Column]:
    """The columns of the register, over rows (id, number, name, person, place, state, grosze)."""
    return [
        tick_column(),
        Column(key="number", title="Numer", cell=lambda r: r[1], width=130),
        Column(key="name", title="Nazwa", cell=lambda r: Cell(r[2], icon="laptop"), width=200),
        Column(key="holder", title="Osoba / miejsce", cell=lambda r: Cell(r[3], second=r[4]), width=150),
        Column(key="status", title="Status", cell=lambda r: Cell(*_badge(r[5])), style=BADGE, width=118),
        Column(key="share", title="Finansowanie", cell=_share, style=SHARES, width=110, shown=False),
        Column(key="value", title="Wartość, zł", cell=lambda r: tr.amount(r[6]), style=NUMBER, width=90),
    ]


def _badge(number: int) -> tuple[str, str, str, str]:
    text, icon, tone = STATES[number]
    return text, "", icon, tone


def _share(_row) -> Cell:
    return Cell("NMF/PA18/0004", shares=((8500, "f3"), (1500, "f1")))


def asset_row(number: int) -> tuple:
    return (number, f"WR/487/{number:07d}", "Laptop terenowy", "Ewa Sosnowska", "A/118", number % 3, 648000)


class Assets:
    """A source of `count` made-up assets with ids 1..count; remembers what was asked for."""

    def __init__(self, count: int = 1000) -> None:
        self.count = count
        self.pages: list[tuple[int, ...]] = []
        self.gone: set[int] = set()

    def order(self, query) -> range:
        return range(self.count, 0, -1) if query == "descending" else range(1, self.count + 1)

    def first(self, query, limit):
        ids = list(self.order(query)[:limit])
        return FirstPage(ids, [asset_row(i) for i in ids], self.count)

    def ids(self, query):
        return array("q", [i for i in self.order(query) if i not in self.gone])

    def page(self, ids):
        self.pages.append(tuple(ids))
        return [None if i in self.gone else asset_row(i) for i in ids]


class Gallery(QWidget):
    """Every part of the kit on one page, as components-light.png shows them."""

    def __init__(self, made: Context) -> None:
        super().__init__()
        tr = made.tr
        self.context = made
        outer = column(spacing=12)
        self.setLayout(outer)
        header = PageHeader("Części interfejsu", subtitle="motyw")
        header.set_breadcrumb([("Rejestr", lambda: None)], "WR/487/0017")
        header.add_badge(Badge("Niezapisane zmiany", icon="pencil", tone="warn"))
        header.add_actions(buttons.secondary("Anuluj"), buttons.primary("Zapisz", icon="check", keys="Ctrl+S"))
        outer.addWidget(header)
        left, middle, right = column(spacing=12), column(spacing=12), column(spacing=12)
        fill(left, self._buttons(), self._states(), self._fields(tr), 1)
        fill(middle, self._notices(tr), self._table(tr), self._progress(tr), 1)
        fill(right, self._charts(), self._lists(), 1)
        content = QWidget()
        line = row(spacing=14)
        for part, stretch in ((left, 10), (middle, 9), (right, 9)):
            line.addLayout(part, stretch)
        content.setLayout(line)
        outer.addWidget(scrolling(content), 1)

    def _buttons(self) -> Card:
        card = Card("Przyciski")
        off = buttons.secondary("Wyłączony")
        off.setEnabled(False)
        self.focused = buttons.secondary("Fokus")
        danger = buttons.button("Zlikwiduj…", kind="danger", icon="archive")
        plain, go = buttons.button("Anuluj", kind="plain"), buttons.link("Pokaż listę")
        save, prints = buttons.primary("Zapisz", icon="check"), buttons.secondary("Drukuj", icon="printer")
        card.add(fill(row(), save, prints, danger, plain, go, 1))
        pick = buttons.icon_button("columns-3", "Kolumny", plain=False)
        small = buttons.secondary("Mały", icon="plus", small=True)
        card.add(fill(row(), self.focused, off, pick, small, 1))
        kinds = [("issue", "Wydanie"), ("return", "Zwrot"), ("between", "Między osobami")]
        card.add(fill(row(), buttons.Segments(kinds), 1))
        return card

    def _states(self) -> Card:
        card = Card("Filtry i stany")
        bar = ChipBar("Filtr", lambda: None, remove_name="Usuń filtr")
        bar.set_chips([("Źródło", "NMF/PA18/0004", lambda: None, lambda: None)])
        card.add(fill(row(), bar, 1))
        card.add(fill(row(), *[Badge(text, icon=icon, tone=tone) for text, icon, tone in STATES], 1))
        more = (("W naprawie", "wrench", "warn"), ("Zgodny", "circle-check", "ok"), ("Do likwidacji", "archive", "neu"))
        card.add(fill(row(), *[Badge(text, icon=icon, tone=tone) for text, icon, tone in more], 1))
        ticked, chosen = QCheckBox("Zaznaczone"), QRadioButton("Wybrane")
        ticked.setChecked(True)
        chosen.setChecked(True)
        card.add(fill(row(), ticked, QCheckBox("Puste"), chosen, QRadioButton("Puste"), 1))
        card.add(fill(row(), LabelledSwitch("Dźwięk", on=True), LabelledSwitch("Spis ślepy"), 1))
        return card

    def _fields(self, tr) -> Card:
        card = Card("Pola")
        self.form = form = FormGrid(columns=3, least=130)
        form.add("name", Field(tr, "Nazwa", LineEditor(), required=True)).set_value("Laptop terenowy")
        fixed = form.add("number", Field(tr, "Tylko odczyt", LineEditor()))
        fixed.set_value("WR/487/0017")
        fixed.editor.setReadOnly(True)
        form.add("category", Field(tr, "Lista", ChoiceEditor([("pc", "Komputery"), ("prn", "Drukarki")])))
        wrong = form.add("until", Field(tr, "Błąd", DateEditor(tr)))
        wrong.set_value(date(2022, 12, 13))
        wrong.set_error("Przed początkiem")
        good = form.add("serial", Field(tr, "Poprawne", LineEditor(icon="link", takes_scan=True)))
        good.set_value("LT14-23-00917")
        good.set_good("Numer wolny")
        form.add("value", Field(tr, "Wartość brutto, zł", MoneyEditor(tr), hint="z faktury")).set_value(648000)
        form.add("notes", Field(tr, "Uwagi", LinesEditor(placeholder="np. cel wydania", lines=2)), span=3)
        card.add(form)
        return card

    def _notices(self, tr) -> Card:
        card = Card("Powiadomienia")
        for tone, text, action in (
            ("info", "Rozstrzygnij jeszcze 4 różnice.", ""),
            ("err", "Udziały sumują się do 98%.", "Przejdź do pola"),
            ("warn", "Dysk z kopią nie odpowiada.", "Sprawdź"),
            ("ok", "Wydrukowano 12 naklejek.", ""),
        ):
            card.add(NoticeStrip(tr, Notice(text=text, tone=tone, action=action), closable=tone == "ok"))
        return card

    def _table(self, tr) -> TableCard:
        self.table = TableView(tr, two_lines=True)
        self.table.setModel(RowsModel(columns(tr), [asset_row(n) for n in range(12, 16)], key=lambda r: r[0]))
        self.table.set_sort([("number", False)])
        self.table.columns.set_shown("holder", False)
        card = TableCard(self.table)
        card.set_footer("4 z 1 248 składników", "Razem 25 920,00 zł")
        card.setMinimumHeight(240)
        return card

    def _progress(self, tr) -> Card:
        card = Card("Postęp z przerwaniem")
        self.task = Task(self, "Tworzenie PDF", lambda _job: None)
        card.add(ProgressCard(tr, self.task))
        self.task.told.emit(120, 386, "")
        steps = StepsBar(["Plik", "Kolumny", "Podgląd"])
        steps.set_current(1)
        card.add(steps)
        tabs = Tabs([("out", "Wydane"), ("late", "Po terminie"), ("drafts", "Szkice")])
        tabs.set_count("late", 3)
        card.add(tabs)
        return card

    def _charts(self) -> Card:
        card = Card("Finansowanie", caption="19 880,00 zł")
        shares = [
            Part("Dotacja NMF", 8500, "16 898,00 zł", "85%", "f3"),
            Part("Budżet państwa", 1500, "2 982,00 zł", "15%", "f1"),
        ]
        card.add(ShareBar(shares))
        card.add(Legend(shares, strong=True))
        card.add(
            RankedBars(
                [
                    Part("Budżet państwa", 701, "5 901 200 zł", "70,1%", "f1"),
                    Part("FBW", 195, "1 640 300 zł", "19,5%", "f2"),
                ]
            )
        )
        figure = FigureCard("Wydane użytkownikom", icon="users")
        figure.set_figure("1 031", "3 zwroty po terminie", ink="err")
        card.add(fill(row(), figure, Ring(shares, "85%"), 1))
        return card

    def _lists(self) -> Card:
        card = Card("Fakty i historia")
        card.add(
            FactsList([Fact("Użytkownik", "Piotr Dąbek"), Fact("Zwrot do", "12.11.2025 · 6 dni po terminie", "err")])
        )
        card.add(TimelineList([
            Event("hand-helping", "Wydano: Piotr Dąbek", "29.10.2025 · P/0097/2025", "accL"),
            Event("clipboard-check", "Spis 2024: zgodny", "02.12.2024 · Adam Jesionek"),
            Event("package", "Przyjęto do ewidencji", "18.12.2023"),
        ]))  # fmt: skip
        card.add(
            AttentionRow(
                "Zwroty po terminie", "Najstarszy: 6 dni", "3", "Zobacz zwroty", lambda: None, icon="clock", tone="err"
            )
        )
        sections = SectionList([("base", "Podstawowe i zakup", ""), ("funds", "Finansowanie", "")])
        sections.set_bad(["funds"], "błąd")
        card.add(sections)
        card.add(label("Treść 13: zażółć gęślą jaźń"))
        card.add(EmptyState("Nic tu jeszcze nie ma.", icon="package", detail="Dodaj pierwszy składnik."))
        return card


def entries(factory) -> list[ScreenEntry]:
    """The navigation of the program over pages of one kind."""
    names = (
        ("overview", "Przegląd", "layout-dashboard"), ("register", "Rejestr", "package"),
        ("handovers", "Przekazania", "arrow-left-right"), ("counts", "Inwentaryzacja", "clipboard-check"),
        ("funding", "Źródła finansowania", "landmark"), ("documents", "Dokumenty", "file-text"),
        ("import", "Import", "upload"),
    )  # fmt: skip
    top = [
        ScreenEntry(key=k, title=t, icon=i, factory=factory, keys=f"Ctrl+{n}") for n, (k, t, i) in enumerate(names, 1)
    ]
    low = (("help", "Help", "circle-question-mark"), ("settings", "Settings", "settings"))
    return top + [ScreenEntry(key=k, title=t, icon=i, factory=factory, place="bottom") for k, t, i in low]
