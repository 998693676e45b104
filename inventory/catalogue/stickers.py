"""States of an asset's sticker and of a print, and why a sticker is replaced: keys kept in the register, and words."""

from __future__ import annotations

from inventory.base.i18n import N_

NEEDED, PRINTED, STUCK, REPLACE, NONE = "needed", "printed", "stuck", "replace", "none"
# What a filter may ask for besides the states: present, but without a sticker that can be read.
MISSING = "missing"
STICKER_STATES = {
    NEEDED: N_("to be printed"),
    PRINTED: N_("printed"),
    STUCK: N_("stuck on"),
    REPLACE: N_("to be replaced"),
}
STICKER_WORDS = {MISSING: N_("without a sticker")} | STICKER_STATES
# Why a sticker is printed anew; any other text stands for itself.
STICKER_FAULTS = {
    "damaged": N_("damaged"),
    "unreadable": N_("unreadable"),
    "lost": N_("lost"),
}
REPRINT_REASONS = STICKER_FAULTS | {
    "spoiled": N_("came out badly"),
    "changed": N_("the data changed"),
}
# Ways that a print can have gone; while it is `sending` the program that prints has not said how it ended.
JOB_RESULTS = {
    "sending": N_("not known"),
    "pending": N_("not answered"),
    "printed": N_("came out well"),
    "partial": N_("printed in part"),
    "failed": N_("failed"),
}
