"""The sound of counting: how loud, and whether at all, changed on the counting page itself (ui.md 7.6)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from inventory.ui.context import Context
from inventory.ui.sounds import Sounds
from inventory.ui.widgets.buttons import secondary
from inventory.ui.widgets.card import fill, row


class SoundControls(QWidget):
    """Plays the outcomes and keeps what is chosen with the settings. Signals: muted()."""

    muted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._tr, self._settings = context.tr, context.settings
        settings = context.settings
        self.sounds = Sounds(volume=settings.sound_volume, muted=settings.sound_muted)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setFixedWidth(90)
        # A click on it leaves the focus in the scan field.
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setAccessibleName(self._tr("Volume"))
        self.volume.setToolTip(self._tr("Volume"))
        self.volume.valueChanged.connect(self._on_volume)
        self.mute = secondary("", self._on_mute, icon="volume-2")
        self.setLayout(fill(row(spacing=8), self.volume, self.mute))
        self.show_settings()

    def show_settings(self) -> None:
        """Take what the settings say now."""
        self.sounds.muted = self._settings.sound_muted
        self.volume.setValue(self._settings.sound_volume)
        self._show_mute()

    def play(self, outcome: str) -> None:
        """Play the tone of an outcome."""
        self.sounds.play(outcome)

    def _on_volume(self, percent: int) -> None:
        self.sounds.volume = self._settings.sound_volume = percent

    def _on_mute(self) -> None:
        self.sounds.muted = self._settings.sound_muted = not self.sounds.muted
        self._show_mute()
        self.muted.emit()

    def _show_mute(self) -> None:
        is_muted = self.sounds.muted
        self.mute.setText(self._tr("Sound: off") if is_muted else self._tr("Sound: on"))
        self.volume.setEnabled(not is_muted)
