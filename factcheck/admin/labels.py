"""Signs, words and tones of review states, decisions and looks at sources. Match classes have theirs in reports."""

from collections.abc import Mapping

from factcheck.models import RATING_RULES, STATUS_RULES, AttributionStatus, LinkState, Rating, ReviewState
from factcheck.reports.vocabulary import Label, Tone


def _state(sign: str, words: str, tone: Tone, meaning: str) -> Label:
    return Label(sign, sign, words, tone, meaning)


STATE_LABELS: Mapping[str, Label] = {
    ReviewState.GATHERING: _state("⋯", "Needs source", Tone.NONE, "Sources are still being looked for."),
    ReviewState.QUEUED: _state("○", "Waiting", Tone.NONE, "Nobody has taken it yet."),
    ReviewState.IN_REVIEW: _state("◔", "In review", Tone.WARN, "Somebody is reading it."),
    ReviewState.SECOND_REVIEW: _state("◑", "Second reader", Tone.WARN, "One person signed; another reads it afresh."),
    ReviewState.DISPUTED: _state("⇄", "Disputed", Tone.BAD, "Two readers signed differently; an editor decides."),
    ReviewState.APPROVED: _state("✓", "Approved", Tone.OK, "Signed and ready to publish."),
    ReviewState.PUBLISHED: _state("●", "Published", Tone.OK, "A revision is public."),
    ReviewState.REOPENED: _state(
        "↺", "Reopened", Tone.BAD, "Something it rests on changed; the revision is still public."
    ),
    ReviewState.RETRACTED: _state(
        "✗", "Retracted", Tone.BAD, "Taken back, with a reason; the revision stays readable."
    ),
    ReviewState.DISMISSED: _state("–", "Dismissed", Tone.NONE, "Not to be checked."),
}

_SIGNS = {5: "✓", 4: "✓", 3: "±", 2: "≠", 1: "✗"}
_TONES = {5: Tone.OK, 4: Tone.OK, 3: Tone.WARN, 2: Tone.BAD, 1: Tone.BAD}
_NAMES = {**dict(Rating.choices), **dict(AttributionStatus.choices)}


def decision_label(decision: str) -> Label:
    """The label of an attribution status or rating; its meaning is the definition people sign under."""
    rule = STATUS_RULES.get(decision) or RATING_RULES.get(decision)
    name = str(_NAMES.get(decision, decision))
    if rule is None:
        return Label("·", ".", name, Tone.NONE, "No person has decided yet.")
    value = rule.rating_value
    if value is None:
        return Label("?", "?", name, Tone.NONE, rule.definition)
    return Label(_SIGNS[value], _SIGNS[value], name, _TONES[value], rule.definition)


# In lists beside quotations, a claim nobody has rated yet.
CLAIM_LABEL = Label("c", "c", "Claim", Tone.NONE, "A statement that can be true or false; nobody has rated it yet.")


def claim_label(rating: str) -> Label:
    return CLAIM_LABEL if rating == Rating.UNREVIEWED else decision_label(rating)


def state_label(state: str) -> Label:
    return STATE_LABELS[state]


LINK_LABELS: Mapping[str, Label] = {
    LinkState.UNSEEN: _state("·", "Not looked at yet", Tone.NONE, "Nobody has fetched it so far."),
    LinkState.OK: _state("✓", "As it was", Tone.OK, "The last look found it as it was."),
    LinkState.CHANGED: _state("≠", "Changed", Tone.WARN, "Words that a decision rests on are others now."),
    LinkState.PASSAGE_MISSING: _state("✗", "Words gone", Tone.BAD, "Words that a decision rests on are gone."),
    LinkState.REDIRECTED: _state("→", "Redirects elsewhere", Tone.WARN, "The address leads to another page now."),
    LinkState.SOFT_404: _state(
        "✗", "“Not found” page", Tone.BAD, "The page says it is not there, though the server says it is."
    ),
    LinkState.GONE: _state("✗", "Gone", Tone.BAD, "The server says there is no such page."),
    LinkState.BLOCKED: _state("⊘", "Blocked", Tone.WARN, "The server or its rules do not let us look."),
    LinkState.UNREACHABLE: _state("!", "Unreachable", Tone.WARN, "Nothing answered."),
}

_FETCH_WORDS = {"fetched": ("✓", Tone.OK), "not_modified": ("✓", Tone.OK), "incomplete": ("◐", Tone.WARN)}


def outcome_of_fetch(outcome: str) -> Label:
    """The label of a capture's outcome ("soft_404" as "soft 404")."""
    sign, tone = _FETCH_WORDS.get(outcome, ("✗", Tone.BAD))
    return _state(sign, outcome.replace("_", " ").capitalize(), tone, "What came of the look at the source.")
