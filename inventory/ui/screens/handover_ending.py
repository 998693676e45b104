"""Issues what the form holds: the papers in one transaction, then the printer, the list and the way to cancel."""

from __future__ import annotations

from typing import Any

from inventory.base.errors import ProblemsFound
from inventory.base.i18n import N_, translations
from inventory.services.drafts import delete_draft
from inventory.services.papers import IssuedDocument
from inventory.services.passing_on import pass_on
from inventory.services.returning import take_back
from inventory.ui.screens.handover_values import RETURN, Values, copied
from inventory.ui.widgets.field import focus_first, show_problems


class Ending:
    """One press of the primary button."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._context = page.context

    def run(self) -> None:
        """Issue behind the scenes; a refusal is shown at its fields."""
        page, context = self._page, self._context
        if not page.go.isEnabled():
            return
        wrong = [field for card in (page.who, page.terms) for field in card.fields.values() if _typed_wrong(field)]
        if wrong:
            focus_first(wrong)
            return
        values, draft = copied(page.values), page.keeper.draft
        page.go.setEnabled(False)
        run = context.operations.run(page, page.go.text(), lambda _job: self._issue(values, draft))
        run.on_success(self._on_issued).on_failure(self._on_refused)

    def _issue(self, values: Values, draft: int | None) -> tuple[tuple[IssuedDocument, ...], bytes]:
        from inventory.documents.merge import merged

        papers = self._papers(values, draft)
        return papers, papers[-1].pdf if len(papers) == 1 else merged(paper.pdf for paper in papers)[0]

    def _papers(self, values: Values, draft: int | None) -> tuple[IssuedDocument, ...]:
        register, application = self._page.register, self._context.application
        tr = translations(values.language)
        if values.kind == RETURN:
            asked = values.return_request(register.handed(values))

            def back(work: Any) -> tuple[IssuedDocument, ...]:
                made = take_back(work, asked, tr)
                _throw_away(work, draft)
                return (made,)

            returned: tuple[IssuedDocument, ...] = application.operation(N_("Take equipment back"), back).value
            return returned
        request, held = values.issue_request(), values.taken_back()

        def out(work: Any) -> tuple[IssuedDocument, ...]:
            made = pass_on(work, request, tr, taken_back=held)
            _throw_away(work, draft)
            return made

        issued: tuple[IssuedDocument, ...] = application.operation(N_("Issue equipment"), out).value
        return issued

    def _on_issued(self, answer: tuple[tuple[IssuedDocument, ...], bytes]) -> None:
        from inventory.ui.printing import file_name_of, send
        from inventory.ui.screens.paper_cancelling import ask_cancel

        page, context, tr = self._page, self._context, self._context.tr
        papers, pdf = answer
        kind = page.values.kind
        page.go.setEnabled(True)
        last = papers[-1]
        numbers = ", ".join(paper.number for paper in papers)
        who = page.checked.other if page.checked is not None else ""
        page.keeper.begin(None)
        page.start(Values(kind=kind, language=tr.language))
        context.navigate("handovers", number=last.number)
        said = tr("{numbers}: taken back from {person}", numbers=numbers, person=who)
        if kind != RETURN:
            said = tr("{numbers}: issued to {person}", numbers=numbers, person=who)
        if context.frame is not None:
            context.frame.toast(
                said, action=tr("Cancel {number}…", number=last.number),
                run=lambda: ask_cancel(page.window(), context, last.number),
            )  # fmt: skip
        send(page, context, pdf, name=numbers, file_name=file_name_of(last.number))

    def _on_refused(self, error: BaseException) -> bool:
        page, tr = self._page, self._context.tr
        page.go.setEnabled(True)
        if not isinstance(error, ProblemsFound):
            return False
        fields = {**page.who.fields, **page.terms.fields, "receiver": page.who.fields["giver"]}
        marked = show_problems(tr, error, fields)
        bad = page.items.mark_conditions(error.problems)  # type: ignore[arg-type]
        empty = [problem for problem in error.problems if problem.field == "items"]
        if empty and not page.values.items:
            page.items.set_fault(tr.message(empty[0].message))
        # Texts are looked up outside of the f-string: the catalogue's reader does not see into one.
        count = tr.plural("Correct {n} thing to issue:", "Correct {n} things to issue:", len(error.problems))
        self._context.notify(f"{count} {tr.message(error.problems[0].message)}", "err", key="handover")
        if marked:
            focus_first(marked)
        elif bad:
            bad[0].condition.setFocus()
        elif empty:
            page.items.scan.setFocus()
        page.check()
        return True


def _typed_wrong(field: Any) -> bool:
    problem = field.editor.problem() if hasattr(field.editor, "problem") else ""
    if problem:
        field.set_error(problem)
    return bool(problem)


def _throw_away(work: Any, draft: int | None) -> None:
    if draft is not None:
        delete_draft(work, draft)
