"""Keeps a print before it is sent and says how sending went, so that a program that dies leaves a trace."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from inventory.base.errors import Cancelled, UserError
from inventory.base.files import replacing
from inventory.base.i18n import N_
from inventory.services.print_history import JobRow, job_lines, job_row, label_at, open_jobs
from inventory.services.print_jobs import SENDING, broke_off, confirm_printed, nothing_came, record, sent, spoiled
from inventory.services.printing import Written, output_of


@dataclass(frozen=True, kw_only=True)
class Why:
    """Why labels are printed anew, and of which job they are a part; both empty for a first print."""

    reason: str = ""
    repeats_id: int | None = None
    form: str = ""


class JobKeeper:
    """Every method may run on another thread. `running` are the prints that this program is sending now."""

    running: set[int] = set()  # noqa: RUF012 - shared by all pages of the program on purpose

    def __init__(self, application: Any) -> None:
        self._application = application

    def printing(
        self, written: Written, target: str, why: Why, paint: Callable[[Callable[[int, int], object]], object],
        progress: Callable[[int, int], None],
    ) -> int:  # fmt: skip
        """Record a print, send it by `paint`, and say that it was sent or after how many pages it broke off."""
        pages = 0

        def told(done: int, total: int) -> None:
            nonlocal pages
            pages = done
            try:
                progress(done, total)
            except Cancelled:
                # Where everything is sent there is nothing left to stop.
                if done < total:
                    raise Cancelled(
                        "Stopped after page {page} of {pages}. Look at what was printed before you print again.",
                        page=done, pages=total,
                    ) from None  # fmt: skip

        job = self._record(written, target, "printer", why)
        self.running.add(job)
        try:
            paint(told)
            self._sent(job)
        except BaseException:
            self._broke_off(job, pages)
            raise
        finally:
            self.running.discard(job)
        return job

    def saving(self, path: Path, why: Why, write: Callable[[BinaryIO], Written]) -> int:
        """Record a file that `write` fills, and let it take its name."""
        job = 0
        try:
            with replacing(path) as part:
                with part.open("wb", 1 << 20) as stream:
                    written = write(stream)
                job = self._record(written, path.name, output_of(path), why)
        except BaseException:
            if job:
                self._broke_off(job, 0)
            raise
        self._sent(job)
        return job

    def confirm(self, job_id: int) -> tuple[int, int]:
        """Say that a print came out well; returns how many assets got a label, and the operation to take back."""
        done = self._application.operation(N_("Stickers are on"), lambda work: confirm_printed(work, job_id), bulk=True)
        return done.value, done.changes.operation

    def nothing(self, job_id: int) -> int:
        """Say that nothing of a print came out; returns the operation to take back."""
        done = self._application.operation(N_("Nothing was printed"), lambda work: nothing_came(work, job_id))
        return int(done.changes.operation)

    def spoil(self, job_id: int, first: int, last: int | None = None) -> tuple[int, ...]:
        """Say that labels of a print failed; returns what each label to print again is for."""
        ids: tuple[int, ...] = self._application.operation(
            N_("Labels are printed again"), lambda work: spoiled(work, job_id, first, last)
        ).value
        return ids

    def row(self, job_id: int) -> JobRow:
        """Return a print."""
        found: JobRow = self._application.read(lambda session: job_row(session, job_id))
        return found

    def waiting(self) -> list[JobRow]:
        """Return the prints of this account that nobody has answered for, without those being sent now."""
        account = self._application.account
        found: list[JobRow] = self._application.read(lambda session: open_jobs(session, account))
        return [row for row in found if row.id not in self.running]

    def label_at(self, job_id: int, page: int, field: int) -> int:
        """Return which label of a print lies on a field of a sheet."""
        return int(self._application.read(lambda session: label_at(session, job_id, page, field)))

    def field_of(self, job_id: int, label: int) -> int | None:
        """Return the field of its sheet on which a label of a print lies."""
        found = self._application.read(lambda session: job_lines(session, job_id, limit=1, after=label - 1))
        return found[0].field if found else None

    def _record(self, written: Written, target: str, output: str, why: Why) -> int:
        def work(work: Any) -> int:
            return record(
                work, written, target=target, result=SENDING, output=output, reason=why.reason,
                repeats_id=why.repeats_id, form=why.form,
            )  # fmt: skip

        return int(self._application.operation(N_("Labels printed"), work, bulk=True).value)

    def _sent(self, job_id: int) -> None:
        self._application.operation(N_("Labels sent"), lambda work: sent(work, job_id))

    def _broke_off(self, job_id: int, pages: int) -> None:
        # What went wrong first is told; a job left as it is says that it is not known.
        with suppress(UserError):
            self._application.operation(N_("The print broke off"), lambda work: broke_off(work, job_id, pages))
