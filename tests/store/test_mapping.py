"""All tables are mapped before the first question, whatever the threads of a starting window import meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WHOLE = """
import sys
from pathlib import Path
from inventory.application import Application
application = Application(Path(sys.argv[1]), account="tester")
application.engine
from inventory.model.base import Base
before = {mapper.class_.__name__ for mapper in Base.registry.mappers if mapper.configured}
from inventory.store.schema import MODEL
print(before == {mapper.class_.__name__ for mapper in Base.registry.mappers}, "Project" in before)
"""
# Each thread imports what it needs when it needs it, as the reads of a window do.
THREADS = """
import importlib, sys, threading
from pathlib import Path
from inventory.application import Application
application = Application(Path(sys.argv[1]), account="tester")
reads = (
    ("drafts", "drafts"), ("categories", "list_categories"), ("counts", "list_counts"), ("people", "list_people"),
    ("spending", "list_projects"), ("places", "list_places"),
)
start, failed = threading.Barrier(len(reads)), []
def read(module, name):
    start.wait()
    try:
        application.read(getattr(importlib.import_module(f"inventory.services.{module}"), name))
    except Exception as error:
        failed.append(error)
threads = [threading.Thread(target=read, args=one) for one in reads]
sys.setswitchinterval(0.0001)
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(failed)
"""


def answer(code, database):
    command = [sys.executable, "-c", code, str(database)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.strip()


def test_engine_comes_with_every_table_mapped(database):
    assert answer(WHOLE, database) == "True True"


def test_first_reads_of_many_threads_do_not_disturb_each_other(database):
    for _again in range(3):
        assert answer(THREADS, database) == "[]"
