"""The report dict made ready to be drawn: labels chosen, words laid side by side, everything safe to show.

Both reports draw these values, so terminal and page can never say different things.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.reports.claim_view import ClaimView, view_claim
from factcheck.reports.links import web_address
from factcheck.reports.phrases import Json, plural, readable_time, short_hash
from factcheck.reports.quotation_view import QuotationView, view_quotation
from factcheck.reports.safe_text import on_one_line
from factcheck.reports.vocabulary import TIER_WORDS, TONE_WORDS, Label, Tone, outcome_label

UNSIGNED = "Nothing here is a decision until a person signs it."


@dataclass(frozen=True, slots=True)
class SourceView:
    name: str
    page: str
    title: str
    label: Label
    reason: str
    facts: tuple[str, ...]
    sha256: str

    @property
    def short_sha256(self) -> str:
        return short_hash(self.sha256)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of the summary strip, with what it is made of."""

    count: int
    tone: Tone
    words: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    title: str
    page: str
    facts: tuple[str, ...]
    tallies: tuple[Tally, ...]
    quotations: tuple[QuotationView, ...]
    claims: tuple[ClaimView, ...]  # those the record contradicts first, then by worth
    sources: tuple[SourceView, ...]
    next_steps: tuple[str, ...]


def make_view(report: Json) -> ReportView:
    """Everything the reports draw, from a `factcheck.story/1` dict."""
    story = report["story"]
    quotations = tuple(view_quotation(entry, number) for number, entry in enumerate(report["quotations"], 1))
    claims = tuple(
        sorted(
            (view_claim(entry, number) for number, entry in enumerate(report.get("claims", ()), 1)),
            key=lambda claim: (not claim.has_conflict, -claim.score),
        )
    )
    sources = tuple(_source(entry) for entry in report.get("sources", ()))
    return ReportView(
        title=on_one_line(story.get("title") or "") or "Untitled story",
        page=web_address(story.get("url")),
        facts=_story_facts(story, quotations, claims, sources),
        tallies=_tallies(quotations),
        quotations=quotations,
        claims=claims,
        sources=sources,
        next_steps=_next_steps(quotations, claims, sources),
    )


def _source(entry: Json) -> SourceView:
    characters = entry.get("characters") or 0
    tier = entry.get("tier") or ""
    facts = [
        f"{tier}, {TIER_WORDS[tier]}" if tier in TIER_WORDS else tier,
        f"published {readable_time(entry['published_at'])}" if entry.get("published_at") else "",
        f"captured {readable_time(entry['captured_at'])}" if entry.get("captured_at") else "",
        plural(characters, "character") if characters else "",
        "not complete" if entry.get("complete") is False else "",
    ]
    title = on_one_line(entry.get("title") or "")
    name = on_one_line(entry.get("name") or "") or title or "unnamed source"
    return SourceView(
        name=name,
        page=web_address(entry.get("url")),
        title=title if title != name else "",
        label=outcome_label(entry["outcome"]),
        reason=on_one_line(entry.get("reason") or ""),
        facts=tuple(on_one_line(fact) for fact in facts if fact),
        sha256=on_one_line(entry.get("capture_sha256") or ""),
    )


def _story_facts(
    story: Json, quotations: Sequence[QuotationView], claims: Sequence[ClaimView], sources: Sequence[SourceView]
) -> tuple[str, ...]:
    unread = sum(1 for source in sources if source.label.tone is Tone.BAD)
    facts = [
        f"checked {readable_time(story.get('checked_at'))}" if story.get("checked_at") else "",
        plural(story.get("words") or len(story["text"].split()), "word"),
        plural(len(quotations), "quotation"),
        plural(len(claims), "claim"),
        f"{plural(len(sources) - unread, 'source')} searched",
        f"{unread} could not be read" if unread else "",
    ]
    return tuple(fact for fact in facts if fact)


def _tallies(quotations: Sequence[QuotationView]) -> tuple[Tally, ...]:
    """One count for each tone, in the order of the tones, zeros included: a missing "changed" must be seen as none."""
    tallies = []
    for tone in Tone:
        members = [quotation.label for quotation in quotations if quotation.label.tone is tone]
        kinds = Counter((label.sign, label.words) for label in members)
        parts = tuple(f"{sign} {words}" + (f" ×{count}" if count > 1 else "") for (sign, words), count in kinds.items())
        tallies.append(Tally(len(members), tone, TONE_WORDS[tone], parts))
    return tuple(tallies)


def _next_steps(
    quotations: Sequence[QuotationView], claims: Sequence[ClaimView], sources: Sequence[SourceView]
) -> tuple[str, ...]:
    """What a person would do now, most pressing first."""
    numbers = {
        tone: [str(quotation.number) for quotation in quotations if quotation.label.tone is tone] for tone in Tone
    }
    steps = []
    if numbers[Tone.BAD]:
        steps.append(f"Read {_series(numbers[Tone.BAD])} against the record: words changed and no mark admits it.")
    if numbers[Tone.WARN]:
        steps.append(f"Look at {_series(numbers[Tone.WARN])}: the words may stand, what is around them may not.")
    if numbers[Tone.NONE]:
        steps.append(
            f"Find a source for {_series(numbers[Tone.NONE])}: ask for the recording, the transcript or the notes."
        )
    unread = [source.name for source in sources if source.label.tone is Tone.BAD]
    if unread:
        steps.append(f"Give another copy of what could not be read: {', '.join(unread)}.")
    conflicts = [f"c{claim.number}" for claim in claims if claim.has_conflict]
    if conflicts:
        steps.append(f"Check {_series(conflicts, 'claim')}: a figure or date differs from the record.")
    elif claims:
        steps.append(f"Check the claims: {plural(len(claims), 'statement')} worth a look, the weightiest first.")
    if not steps and quotations:
        steps.append("Every quotation is as recorded. A person may sign.")
    return tuple(steps or ("No quotation was found in this story: nothing to check.",))


def _series(numbers: Sequence[str], noun: str = "quotation") -> str:
    if len(numbers) == 1:
        return f"{noun} {numbers[0]}"
    return f"{noun}s {', '.join(numbers[:-1])} and {numbers[-1]}"
