"""The rules of the house that import contracts cannot say."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION = 300, 50
OWN = ("inventory", "tools", "benchmarks", "tests")
# Alembic writes one function per schema version, as long as the schema.
MIGRATIONS = ROOT / "inventory" / "store" / "migrations" / "versions"
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", r"raise\s+Not" + "ImplementedError")))

# Qt setters and classes whose first text argument a person reads.
# fmt: off
TEXT_SETTERS = frozenset({
    "setText", "setTitle", "setWindowTitle", "setToolTip", "setStatusTip", "setWhatsThis", "setPlaceholderText",
    "setAccessibleName", "setAccessibleDescription", "setInformativeText", "setDetailedText", "setLabelText",
    "setHeaderText", "setSpecialValueText", "setPrefix", "setSuffix", "setHorizontalHeaderLabels",
    "setVerticalHeaderLabels", "setButtonText", "addAction", "addMenu", "addTab", "addRow", "addItem", "addItems",
    "showMessage", "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction",
    "QMenu", "QDockWidget",
})
# fmt: on


def files(*folders: str) -> list[Path]:
    """Return our Python files; of `dev.py` too where no folder is named."""
    found = [path for folder in folders or OWN for path in sorted((ROOT / folder).rglob("*.py"))]
    return found if folders else [*found, ROOT / "dev.py"]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """Return every call in a file with the last part of the name that is called."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                found.append((node.func.attr, node))
            elif isinstance(node.func, ast.Name):
                found.append((node.func.id, node))
    return found


def run(script: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", script]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def at(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def test_files_stay_short():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files()}
    assert [at(p, tree(p)) for p, n in lengths.items() if n > LONGEST_FILE and p.parent != MIGRATIONS] == []


def test_functions_stay_short():
    long = [
        f"{at(path, node)} {node.name}"
        for path in files()
        if path.parent != MIGRATIONS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_every_module_says_what_it_is_for():
    silent = [p for p in files() if p.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(p))]
    assert [at(p, tree(p)) for p in silent] == []


def test_packages_load_nothing_by_themselves():
    full = [p for p in files("inventory") if p.name == "__init__.py" and p.parent.name != "inventory"]
    assert [at(p, tree(p)) for p in full if p.read_text(encoding="utf-8").strip()] == []


def test_nothing_is_left_unfinished():
    assert [at(p, tree(p)) for p in files() if UNFINISHED.search(p.read_text(encoding="utf-8"))] == []


def test_only_the_store_opens_and_commits_transactions():
    outside = [p for p in files("inventory") if "store" not in p.relative_to(ROOT).parts]
    assert [at(p, call) for p in outside for name, call in calls(p) if name in {"commit", "Session"}] == []


def test_only_the_command_line_prints():
    outside = [p for p in files("inventory") if "cli" not in p.relative_to(ROOT).parts]
    assert [at(p, call) for p in outside for name, call in calls(p) if name == "print"] == []


def words(node: ast.AST) -> bool:
    """Tell whether an expression is a literal, formatted or not, that has letters in it."""
    if isinstance(node, ast.JoinedStr):
        return any(words(part) for part in node.values)
    if isinstance(node, ast.List | ast.Tuple):
        return any(words(part) for part in node.elts)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(c.isalpha() for c in node.value)


def test_texts_on_screen_go_through_the_catalogue():
    untranslated = [
        at(path, call)
        for path in files("inventory/ui")
        for name, call in calls(path)
        if name in TEXT_SETTERS and any(words(argument) for argument in call.args)
    ]
    assert untranslated == []


def test_message_ids_are_literals():
    """A formatted or joined id is never found in the catalogue, and says nothing about it."""
    made = [
        at(path, call)
        for path in files("inventory")
        for name, call in calls(path)
        if name in {"tr", "N_", "plural", "context"}
        and call.args
        and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert made == []


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("inventory.cli.main", {"PySide6"}),
        # The first paint waits for what is imported before it.
        ("inventory.ui.app", {"sqlalchemy", "alembic", "reportlab", "openpyxl", "xlsxwriter", "zxingcpp", "pypdfium2"}),
    ],
)
def test_start_does_not_load(module, unwanted):
    script = f"import sys, {module}; print(*sys.modules)"
    done = run(script)
    assert done.returncode == 0, done.stderr
    assert {name.split(".")[0] for name in done.stdout.split()} & unwanted == set()


def test_imports_keep_the_layers():
    done = run("import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))")
    assert done.returncode == 0, done.stdout


def test_labels_show_text_as_it_is():
    """A name such as `<img src=...>` must never be read as markup (reliability.md 68)."""
    rich = [
        at(path, node)
        for path in files("inventory/ui")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"RichText", "MarkdownText", "setHtml", "setMarkdown"}
    ]
    assert rich == []
