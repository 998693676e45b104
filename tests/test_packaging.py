"""What is installed, pinned and promised on paper agrees with itself."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"].values()
REQUIREMENTS = [Requirement(line) for lines in (PROJECT["dependencies"], *EXTRAS) for line in lines]


def pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin.specifier for pin in found}


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda r: r.name)
def test_requirement_is_bounded_and_pinned_within_its_bounds(requirement):
    version = str(pins()[canonicalize_name(requirement.name)]).removeprefix("==")
    assert requirement.specifier.contains(version)
    assert any(bound.operator in {">=", "=="} for bound in requirement.specifier)


def test_constraints_name_versions_and_no_sources():
    assert all(re.fullmatch(r"==[\w.]+", str(specifier)) for specifier in pins().values())


def test_python_bounds_of_starter_and_project_agree():
    starter = (ROOT / "dev.py").read_text(encoding="utf-8")
    oldest, newest = (tuple(map(int, pair)) for pair in re.findall(r"\((\d), (\d+)\)", starter)[:2])
    assert PROJECT["requires-python"] == f">={oldest[0]}.{oldest[1]},<{newest[0]}.{newest[1] + 1}"


def test_starter_lists_its_commands_without_installing_anything():
    done = subprocess.run([sys.executable, ROOT / "dev.py"], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    for command in ("setup", "run", "test", "lint", "texts", "bench", "build", "screenshots"):
        assert f"\n  {command} " in done.stdout


def test_readme_names_only_what_is_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [link for link in re.findall(r"\]\(([^)#:]+)\)", text) if not (ROOT / link).exists()] == []


def test_licences_name_every_runtime_library():
    listed = canonicalize_name((ROOT / "docs" / "licences.md").read_text(encoding="utf-8"))
    runtime = [Requirement(line).name.removesuffix("-Essentials") for line in PROJECT["dependencies"]]
    assert [name for name in runtime if canonicalize_name(name) not in listed] == []
