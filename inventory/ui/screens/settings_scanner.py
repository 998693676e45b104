"""Settings: what the scanner sends is learnt from three scans of one code; volume and tones of counting."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from inventory.services.label_samples import sample_sticker
from inventory.ui.burst import Sample, ScannerSettings, learn
from inventory.ui.context import Context
from inventory.ui.screens.settings_section import Section
from inventory.ui.sounds import Sounds
from inventory.ui.widgets.badges import LabelledSwitch
from inventory.ui.widgets.buttons import primary, secondary
from inventory.ui.widgets.card import Card, column, fill, row
from inventory.ui.widgets.lists import Fact, FactsList
from inventory.ui.widgets.notices import announce
from inventory.ui.widgets.still import PdfStill
from inventory.ui.widgets.text import label, set_ink
from inventory.ui.widgets.ways import StepMark

SCANS = 3
# Letters that a wrong keyboard layout turns into others: Y and Z, the slash, the hyphen, digits.
TEST_CODE = "YZ/487-0013"


class ScannerSection(Section):
    """While a check runs, scans go to it and nowhere else."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Scanner and sound"))
        self._samples: list[Sample] = []
        self._checking = False
        self.sounds = Sounds(volume=context.settings.sound_volume, muted=context.settings.sound_muted)
        self.destroyed.connect(self.sounds.close)
        self.body.addWidget(self._scanner_card())
        self.body.addWidget(self._sound_card())
        self.body.addStretch(1)
        scanner = context.program.scanner if context.program is not None else None
        if scanner is not None:
            scanner.sampled.connect(self.take_sample)

    def _scanner_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Check the scanner"))
        words = column(spacing=8)
        words.addWidget(
            label(tr("Scan the code at the right three times, from the screen or from a printed sticker."), wrap=True)
        )
        detail = tr(
            "The program learns what your scanner sends before and after a code, and mends a wrong keyboard layout."
        )
        words.addWidget(label(detail, ink="text2", wrap=True))
        marks = row(spacing=8)
        self.marks = [StepMark(number + 1, here=False) for number in range(SCANS)]
        self.begin = primary(tr("Begin the check"), self.begin_check, icon="scan-barcode")
        for mark in self.marks:
            marks.addWidget(mark)
        marks.addSpacing(8)
        fill(marks, self.begin, 1)
        words.addLayout(marks)
        self.state = label("", role="strong", wrap=True)
        words.addWidget(self.state)
        self.facts = FactsList(caption_width=190)
        words.addWidget(self.facts)
        words.addLayout(
            fill(row(), secondary(tr("Back to what is usual"), self._on_usual, icon="rotate-ccw", small=True), 1)
        )
        words.addStretch(1)
        self.code = PdfStill(self.context.operations, width=228, height=120)
        line = row(spacing=24)
        line.addLayout(words, 1)
        line.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        card.add(line)
        return card

    def _sound_card(self) -> Card:
        tr = self._tr
        card = Card(tr("Sounds of counting"))
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setFixedWidth(240)
        self.volume.setAccessibleName(tr("Volume"))
        self.volume.sliderReleased.connect(self._on_volume)
        self.volume.actionTriggered.connect(lambda _action: self._on_moved())
        self.muted = LabelledSwitch(tr("Mute"))
        self.muted.clicked.connect(lambda _on=False: self.keep(sound_muted=self.muted.isChecked()))
        self.percent = label("", ink="text2")
        self.volume.valueChanged.connect(lambda value: self.percent.setText(f"{value}%"))
        card.add(fill(row(spacing=12), label(tr("Volume")), self.volume, self.percent, self.muted, 1))
        tones = row(spacing=8)
        for outcome, text in (
            ("found", tr.context("sound", "Found")), ("other_place", tr("Other place")),
            ("already", tr("Already counted")), ("unknown", tr("Unknown code")),
        ):  # fmt: skip
            play = secondary(text, lambda outcome=outcome: self.play(outcome), icon="volume-2", small=True)
            tones.addWidget(play)
        tones.addStretch(1)
        card.add(tones)
        return card

    def refresh(self) -> None:
        """Show what is set now."""
        settings, tr = self.context.settings, self._tr
        self.volume.setValue(settings.sound_volume)
        self.percent.setText(f"{settings.sound_volume}%")
        self.muted.setChecked(settings.sound_muted)
        ends = {"enter": "Enter", "tab": "Tab", "both": tr("Enter or Tab"), "none": tr("nothing")}
        mended = ", ".join(f"{seen} → {meant}" for seen, meant in settings.scanner_map.items())
        self.facts.set_facts([
            Fact(tr("Sent before a code"), settings.scanner_prefix or tr("nothing")),
            Fact(tr("Sent after a code"), ends.get(settings.scanner_suffix, settings.scanner_suffix)),
            Fact(tr("Longest pause"), tr("{n} ms", n=settings.scanner_pause_ms)),
            Fact(tr("Mended letters"), mended or tr("none")),
        ])  # fmt: skip
        application = self.context.application

        def draw(_job: object) -> bytes:
            unit, _example = application.unit_title()
            return sample_sticker(TEST_CODE, unit, tr("Code to try"), tr)

        drawn = self.context.operations.query(self, draw, slot="code")
        drawn.on_success(lambda pdf: self.code.set_pdf(pdf, tr("Code to try: {code}", code=TEST_CODE)))

    # Check --------------------------------------------------------------------------------------------------

    def begin_check(self) -> None:
        """Wait for three scans of the code shown."""
        scanner = self.context.program.scanner if self.context.program is not None else None
        if scanner is not None:
            # While learning every end counts, and nothing is mended.
            scanner.set_settings(ScannerSettings(suffix="both", pause_ms=120))
        self._checking = True
        self._samples = []
        self._say(self._tr("Scan the code for the first time."), "text2")
        self._mark()
        self.setFocus()

    def handle_scan(self, code: str) -> bool:
        """Keep scans from opening anything while the check runs."""
        return self._checking

    def take_sample(self, sample: Sample) -> None:
        """Take one test scan."""
        if not self._checking:
            return
        tr = self._tr
        self._samples.append(sample)
        self._mark()
        if len(self._samples) < SCANS:
            left = SCANS - len(self._samples)
            self._say(tr.plural("Well read. {n} scan more.", "Well read. {n} scans more.", left), "text2")
            return
        self._checking = False
        learnt = learn(TEST_CODE, self._samples)
        if learnt is None:
            read = ", ".join(dict.fromkeys(sample.raw for sample in self._samples))
            text = tr(
                "The scans do not agree with the code shown: {read}. "
                "Check the scanner's keyboard layout and Caps Lock, then begin again.",
                read=read,
            )
            self._say(text, "err")
            self._tell_scanner()
            return
        self.keep(
            scanner_prefix=learnt.prefix, scanner_suffix=learnt.suffix, scanner_pause_ms=learnt.pause_ms,
            scanner_map=learnt.mapping,
        )  # fmt: skip
        self._tell_scanner()
        self.refresh()
        if learnt.mapping:
            text = tr("The scanner types with another keyboard layout. The letters are mended from now on.")
            self._say(text, "warn")
        else:
            self._say(tr("The scanner is ready."), "ok")

    def on_kept(self) -> None:
        """Let the scanner and the sounds follow."""
        settings = self.context.settings
        self.sounds.volume, self.sounds.muted = settings.sound_volume, settings.sound_muted
        self._tell_scanner()

    def play(self, outcome: str) -> None:
        """Play a tone as counting would."""
        self.sounds.play(outcome)

    def hideEvent(self, event: Any) -> None:
        """Give the check up with the page."""
        super().hideEvent(event)
        if self._checking:
            self._checking = False
            self._tell_scanner()
            self._say("", "text2")

    def _on_usual(self) -> None:
        usual = ScannerSettings()
        self.keep(
            scanner_prefix=usual.prefix, scanner_suffix=usual.suffix, scanner_pause_ms=usual.pause_ms,
            scanner_map={},
        )  # fmt: skip
        self.refresh()

    def _on_volume(self) -> None:
        self.keep(sound_volume=self.volume.value())
        self.play("found")

    def _on_moved(self) -> None:
        # Keys and clicks beside the handle; dragging tells when it ends.
        if not self.volume.isSliderDown():
            self.volume.setValue(self.volume.sliderPosition())
            self._on_volume()

    def _tell_scanner(self) -> None:
        settings = self.context.settings
        if self.context.program is not None and self.context.program.scanner is not None:
            self.context.program.scanner.set_settings(
                ScannerSettings(
                    prefix=settings.scanner_prefix, suffix=settings.scanner_suffix,
                    pause_ms=settings.scanner_pause_ms, mapping=settings.scanner_map,
                )
            )  # fmt: skip

    def _mark(self) -> None:
        for number, mark in enumerate(self.marks):
            mark.set_state(done=number < len(self._samples), here=self._checking and number == len(self._samples))

    def _say(self, text: str, ink: str) -> None:
        self.state.setText(text)
        set_ink(self.state, ink)
        if text:
            announce(self.state, text)
