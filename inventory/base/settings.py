"""What one user of this machine prefers; a damaged file is kept aside and the defaults apply (reliability.md 31)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from inventory.base.files import made_folder, write_atomically
from inventory.base.paths import data_folder


@dataclass
class Settings:
    """Preferences with their defaults; `views` keeps columns by screen, `other` what newer programs wrote."""

    language: str = ""
    theme: str = "system"
    density: str = "normal"
    start_page: str = "register"
    register: str = ""
    backup_folder: str = ""
    second_backup_folder: str = ""
    backup_limit_mb: int = 2048
    scanner_prefix: str = ""
    scanner_suffix: str = "enter"
    scanner_pause_ms: int = 35
    scanner_map: dict[str, str] = field(default_factory=dict)
    sound_volume: int = 70
    sound_muted: bool = False
    label_dpi: int = 203
    label_printers: dict[str, Any] = field(default_factory=dict)
    first_steps_hidden: bool = False
    window: dict[str, Any] = field(default_factory=dict)
    views: dict[str, Any] = field(default_factory=dict)
    other: dict[str, Any] = field(default_factory=dict)

    def save(self, path: Path | None = None) -> None:
        """Write the settings file in one step."""
        content = asdict(self)
        other = content.pop("other")
        text = json.dumps({**other, **content}, ensure_ascii=False, indent=2)
        path = path or settings_file()
        with made_folder(path.parent, parents=True):
            write_atomically(path, text.encode("utf-8"))


def settings_file() -> Path:
    """Return where the settings lie."""
    return data_folder() / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """Read the settings; a value of the wrong type counts as missing, an unreadable file is renamed to `.bad`."""
    path = path or settings_file()
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(content, dict):
            raise TypeError("not a table of settings")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, TypeError, RecursionError):
        if path.is_file():
            path.replace(path.with_suffix(".bad"))
        return Settings()
    settings = Settings()
    for item in fields(Settings):
        value = content.pop(item.name, None)
        if type(value) is type(getattr(settings, item.name)):
            setattr(settings, item.name, value)
    settings.other = content
    return settings
