"""The statements under which people sign, by kind of person: the texts the register starts with."""

from __future__ import annotations

from inventory.base.i18n import N_, Translations
from inventory.documents.data import PersonKind

_HANDOVER = (
    N_(
        "I have received the equipment listed above in working order, with the accessories "
        "ticked above and with its labels; I have been told that the labels must not be removed or covered."
    ),
    N_(
        "I will use the equipment for the stated purpose, protect it from loss and damage, "
        "and return it or account for it when asked."
    ),
    N_("I will report loss, damage or a change of the place of use without delay to: {cell}."),
)
# Officers: act of 7.05.1999 on property liability; employees: art. 124 of the Labour Code (domain.md 5).
_LIABILITY: dict[PersonKind, str] = {
    "officer": N_(
        "I am liable for the entrusted property under the Act of 7 May 1999 on the property liability of officers, "
        "with the duty to return it or to account for it."
    ),
    "employee": N_(
        "I am liable for the entrusted property under Article 124 of the Labour Code, "
        "with the duty to return it or to account for it."
    ),
    "other": N_(
        "I am liable for the entrusted property under the law that applies to me, "
        "with the duty to return it or to account for it."
    ),
}
_OWN_GROUND = N_("I am liable for the entrusted property ({ground}), with the duty to return it or to account for it.")
_RETURN = (
    N_("Returning person: I return the equipment listed above in the condition stated."),
    N_("Receiving person: I have checked that it is complete and works."),
)


def handover_statement(kind: PersonKind, cell: str, tr: Translations, *, ground: str = "") -> tuple[str, ...]:
    """Return the receiver's statement, its last point by kind of person; `cell` keeps the record.

    `ground` is the unit's own legal ground of liability in place of the usual one.
    """
    liability = tr(_OWN_GROUND, ground=ground) if ground else tr(_LIABILITY[kind])
    return (tr(_HANDOVER[0]), tr(_HANDOVER[1]), tr(_HANDOVER[2], cell=cell), liability)


def return_statement(tr: Translations) -> tuple[str, ...]:
    """Return the statements of the two sides of a return."""
    return tuple(tr(text) for text in _RETURN)
