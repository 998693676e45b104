"""What every screen receives: texts, the application, the runner of operations, the way to other screens, notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from inventory.base.i18n import Translations
from inventory.base.settings import Settings
from inventory.ui.operations import Operations


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A strip in the page. `tone` is info, ok, warn or err; `action` is one repair with its text, `other` another way.

    Strips of tone ok and info go away after a while, warn and err stay. A notice replaces an older one of its `key`.
    One that `stays` also outlives the page: only its action or its cross takes it away.
    """

    text: str
    tone: str = "info"
    action: str = ""
    run: Callable[[], object] | None = None
    other: str = ""
    run_other: Callable[[], object] | None = None
    key: str = ""
    stays: bool = False


class Frame(Protocol):
    """What the main window does for its screens."""

    def navigate(self, key: str, **arguments: object) -> None: ...
    def notify(self, notice: Notice) -> None: ...
    def toast(
        self, text: str, *, action: str = "", run: Callable[[], object] | None = None, keys: str = ""
    ) -> None: ...
    def set_status(self, text: str) -> None: ...
    def set_count(self, key: str, count: int) -> None: ...


@dataclass(kw_only=True)
class Context:
    """Passed to every screen by its factory; holds no rules. `frame` is set by the main window."""

    tr: Translations
    application: Any
    operations: Operations
    settings: Settings
    frame: Frame | None = None
    bridge: Any = None
    program: Any = None

    @property
    def memory(self) -> dict[str, Any]:
        """Widths, columns and splitters by screen, kept with the settings."""
        return self.settings.views

    def navigate(self, key: str, **arguments: object) -> None:
        """Open a screen by its key; the arguments go to its `open(**arguments)`."""
        if self.frame is not None:
            self.frame.navigate(key, **arguments)

    def notify(
        self, text: str, tone: str = "info", *, action: str = "", run: Callable[[], object] | None = None,
        other: str = "", run_other: Callable[[], object] | None = None, key: str = "", stays: bool = False,
    ) -> None:  # fmt: skip
        """Show a strip above the page."""
        if self.frame is not None:
            self.frame.notify(
                Notice(
                    text=text, tone=tone, action=action, run=run, other=other, run_other=run_other, key=key, stays=stays
                )
            )

    def toast(self, text: str, *, undo: Callable[[], object] | None = None) -> None:
        """Show what was done with Undo beside it for 8 s."""
        if self.frame is not None:
            self.frame.toast(text, action=self.tr("Undo") if undo else "", run=undo, keys="Ctrl+Z" if undo else "")

    def set_status(self, text: str) -> None:
        """Write the left part of the status bar: counts or the keys of this screen."""
        if self.frame is not None:
            self.frame.set_status(text)
