"""What a newsroom can sign: attribution statuses of quotations, ratings of claims, and the least evidence of each.

One table; the desk, the API, the services and the ClaimReview export read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class AttributionStatus(models.TextChoices):
    """What a reviewer decided about a quotation."""

    UNREVIEWED = "unreviewed", "Not reviewed"
    ACCURATE = "accurate", "Accurate"
    ACCURATE_EDITED = "accurate_edited", "Accurate, edits marked"
    ACCURATE_TRANSLATION = "accurate_translation", "Accurate translation"
    ALTERED = "altered", "Altered"
    ALTERED_MEANING = "altered_meaning", "Altered, meaning changed"
    PARAPHRASE_IN_QUOTES = "paraphrase_in_quotes", "Paraphrase in quotes"
    SPLICED = "spliced", "Spliced"
    OUT_OF_CONTEXT = "out_of_context", "Out of context"
    MISATTRIBUTED = "misattributed", "Misattributed"
    FABRICATED = "fabricated", "Fabricated"
    SECONDARY_ONLY = "secondary_only", "Reported by an outlet only"
    NOT_FOUND = "not_found", "No record found"
    UNVERIFIABLE = "unverifiable", "Cannot be verified"


class Rating(models.TextChoices):
    """What a reviewer decided about a claim."""

    UNREVIEWED = "unreviewed", "Not reviewed"
    TRUE = "true", "True"
    MOSTLY_TRUE = "mostly_true", "Mostly true"
    MIXED = "mixed", "Mixed"
    MISLEADING = "misleading", "Misleading"
    MOSTLY_FALSE = "mostly_false", "Mostly false"
    FALSE = "false", "False"
    UNPROVEN = "unproven", "Unproven"
    OPINION = "opinion", "Opinion"


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """What signing a decision asks for.

    `passages` is how many passages must be chosen, `tiers` which source tiers one of them must come from (empty: any).
    `searched` is how many sources must have been looked in, for decisions that rest on a search. `is_negative` marks
    decisions that say something against a named person or outlet: they always go to a second reader.
    """

    decision: str
    definition: str
    public_name: str
    rating_value: int | None = None
    passages: int = 0
    tiers: tuple[str, ...] = ()
    searched: int = 0
    needs_note: bool = False
    needs_second_reader: bool = False
    needs_editor: bool = False
    is_negative: bool = False


PRIMARY = ("P1", "P2", "S1")
RECORD = ("P1", "P2", "S1", "S2")
OUTLETS = ("S1", "S2")

STATUS_RULES: dict[str, DecisionRule] = {
    rule.decision: rule
    for rule in (
        DecisionRule(
            AttributionStatus.ACCURATE,
            "Every word inside the marks is in a record of this speaker, in order, with nothing left out; punctuation, "
            "capitals and a removed “um” may differ.",
            "Accurate quotation",
            5,
            passages=1,
            tiers=PRIMARY,
        ),
        DecisionRule(
            AttributionStatus.ACCURATE_EDITED,
            "Brackets or an ellipsis mark every edit and the sense is unchanged; what was left out was read.",
            "Accurate, marked edits",
            5,
            passages=1,
            tiers=PRIMARY,
            needs_second_reader=True,
        ),
        DecisionRule(
            AttributionStatus.ACCURATE_TRANSLATION,
            "A faithful translation of the original words; the note names the translator.",
            "Accurate translation",
            5,
            passages=1,
            needs_note=True,
            needs_second_reader=True,
        ),
        DecisionRule(
            AttributionStatus.ALTERED,
            "Words were changed without a mark; the meaning is kept.",
            "Altered quotation",
            3,
            passages=1,
            tiers=PRIMARY,
            is_negative=True,
        ),
        DecisionRule(
            AttributionStatus.ALTERED_MEANING,
            "Words were changed without a mark, and a reasonable reader would understand something else.",
            "Altered, meaning changed",
            2,
            passages=1,
            tiers=PRIMARY,
            needs_second_reader=True,
            is_negative=True,
        ),
        DecisionRule(
            AttributionStatus.PARAPHRASE_IN_QUOTES,
            "The record has the idea, not the words.",
            "Paraphrase shown as quotation",
            2,
            passages=1,
            is_negative=True,
        ),
        DecisionRule(
            AttributionStatus.SPLICED,
            "Words from separate places were joined or reordered without marks.",
            "Spliced quotation",
            2,
            passages=2,
            needs_second_reader=True,
            is_negative=True,
        ),
        DecisionRule(
            AttributionStatus.OUT_OF_CONTEXT,
            "The words are exact; the context that is missing changes what they mean.",
            "Out of context",
            2,
            passages=1,
            needs_note=True,
            needs_second_reader=True,
            is_negative=True,
        ),
        DecisionRule(
            AttributionStatus.MISATTRIBUTED,
            "Someone else said it: proof that it was credited to this speaker, and proof that it is another's.",
            "Misattributed",
            1,
            passages=2,
            needs_note=True,
            needs_second_reader=True,
            is_negative=True,
        ),
        DecisionRule(
            AttributionStatus.FABRICATED,
            "There is positive evidence of invention; absence alone is never enough.",
            "Fabricated quotation",
            1,
            passages=1,
            needs_note=True,
            needs_second_reader=True,
            needs_editor=True,
            is_negative=True,
        ),
        DecisionRule(
            AttributionStatus.SECONDARY_ONLY,
            "An outlet reports it and no primary record was found; the note names the outlet.",
            "Unverified: reported by an outlet",
            None,
            passages=1,
            tiers=OUTLETS,
            searched=1,
            needs_note=True,
        ),
        DecisionRule(
            AttributionStatus.NOT_FOUND,
            "No record after a logged search of at least three sources. Not a statement that it was not said.",
            "No record found",
            None,
            searched=3,
        ),
        DecisionRule(
            AttributionStatus.UNVERIFIABLE,
            "Private or anonymous; the note says who has seen the evidence.",
            "Cannot be verified",
            None,
            needs_note=True,
        ),
    )
}

RATING_RULES: dict[str, DecisionRule] = {
    rule.decision: rule
    for rule in (
        DecisionRule(
            Rating.TRUE, "The record supports the statement as it stands.", "True", 5, passages=1, tiers=RECORD
        ),
        DecisionRule(
            Rating.MOSTLY_TRUE, "Right in what matters, with a detail off.", "Mostly true", 4, passages=1, tiers=RECORD
        ),
        DecisionRule(
            Rating.MIXED, "Part of it stands, part does not.", "Mixed", 3, passages=1, needs_note=True, is_negative=True
        ),
        DecisionRule(
            Rating.MISLEADING,
            "The parts are right; the whole gives a wrong picture.",
            "Misleading",
            2,
            passages=1,
            needs_note=True,
            is_negative=True,
        ),
        DecisionRule(
            Rating.MOSTLY_FALSE,
            "Wrong in what matters.",
            "Mostly false",
            2,
            passages=1,
            needs_note=True,
            is_negative=True,
        ),
        DecisionRule(Rating.FALSE, "The record contradicts the statement.", "False", 1, passages=1, is_negative=True),
        DecisionRule(
            Rating.UNPROVEN, "The sources looked in neither support nor contradict it.", "Unproven", None, searched=1
        ),
        DecisionRule(Rating.OPINION, "Not something that can be true or false.", "Opinion", None, needs_note=True),
    )
}
