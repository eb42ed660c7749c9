"""Checks that others published of a claim or of one near it: information, never a judgement of ours."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from factcheck.exceptions import BadInput
from factcheck.index.lexemes import rarest
from factcheck.models import CheckWord, CheckWordCount, EarlierCheck
from factcheck.reports.links import web_address
from factcheck.text.claim_reading import read_claim
from factcheck.text.concepts import number_of_concept
from factcheck.text.difference import Difference
from factcheck.text.near_claims import compare_claims, score_claims

MOST_RESULTS = 50
LONGEST_TEXT = 5_000
# A query is this many of the claim's rarest words, and stops before their rows together exceed the budget. Above these
# nothing more was found in benchmarks/bench_checks.py.
QUERY_WORDS, QUERY_BUDGET = 20, 8_000
# So many of those that share most are held against the claim in full, and so many of these compared for what differs.
CANDIDATES = 60
# Below this a check shares a name or a word with the claim and nothing else. A guess, looked at on our own table.
LEAST_SCORE = 0.2
# Shown unasked, beside a claim, only from this score on: what is less near distracts. A guess, as above.
NEAR_SCORE = 0.4
NEAR_CHECKS = 3
# Of a story's claims so many, the worthiest, are looked up for its report; the desk looks each up when it is opened.
MOST_CLAIMS_OF_REPORT = 20


@dataclass(frozen=True, slots=True)
class FoundCheck:
    """A check with how near its claim is (0 to 1), whether a reader would call it the same claim, and what differs."""

    check: EarlierCheck
    score: float
    same: bool
    differs: tuple[Difference, ...]

    @property
    def page(self) -> str:
        """The publisher's page, if its address may become a link."""
        return web_address(self.check.url)

    def as_json(self) -> dict[str, Any]:
        check = self.check
        return {
            "id": check.shown_id,
            "claim": check.claim,
            "claimant": check.claimant,
            "claimed_at": check.claimed_at.isoformat() if check.claimed_at else None,
            "publisher": check.publisher,
            "rating": check.rating,
            "reviewed_at": check.reviewed_at.isoformat() if check.reviewed_at else None,
            "url": check.url,
            "score": round(self.score, 4),
            "same": self.same,
            "differs": [difference.as_json() for difference in self.differs],
        }


def find_checks(text: str, limit: int = 10) -> list[FoundCheck]:
    """The checks of this claim and of near ones, best first. Raises BadInput for a text without words or too long."""
    if not any(character.isalpha() for character in text):
        raise BadInput("A claim in words was expected; there is none.")
    if len(text) > LONGEST_TEXT:
        raise BadInput(f"A claim of at most {LONGEST_TEXT:,} characters was expected; got {len(text):,}.")
    if not 1 <= limit <= MOST_RESULTS:
        raise BadInput(f"A limit from 1 to {MOST_RESULTS} was expected; got {limit}.")
    asked = read_claim(text)
    counts = _counts(asked.keys)
    claims = [(pk, read_claim(text)) for pk, text in _candidates(counts)]
    weigh = _weighing(asked.keys.union(*(claim.keys for _, claim in claims)))
    scored = [(score_claims(asked, claim, weigh), pk, claim) for pk, claim in claims]
    best = sorted(scored, key=lambda entry: (-entry[0], -entry[1]))[:limit]
    rows = EarlierCheck.objects.in_bulk([pk for _, pk, _ in best])
    found = []
    for score, pk, claim in best:
        if score >= LEAST_SCORE and pk in rows:
            likeness = compare_claims(asked, claim, weigh)
            found.append(FoundCheck(rows[pk], likeness.score, likeness.same, likeness.differs))
    # The same claim before one that differs, however many words they share.
    return sorted(found, key=lambda each: (not each.same, -each.score, -each.check.pk))


@dataclass(frozen=True, slots=True)
class NearChecks:
    """Earlier checks worth showing beside a claim, and in how many they were looked for."""

    found: tuple[FoundCheck, ...]
    looked_in: int

    def as_json(self) -> dict[str, Any]:
        return {"looked_in": self.looked_in, "results": [each.as_json() for each in self.found]}


def near_checks(text: str, limit: int = NEAR_CHECKS) -> NearChecks:
    """The checks of the same claim and those near enough to be worth a look, for people who did not ask."""
    looked_in = EarlierCheck.objects.count()
    if not looked_in or not any(character.isalpha() for character in text):
        return NearChecks((), looked_in)
    found = find_checks(text[:LONGEST_TEXT], limit)
    return NearChecks(tuple(each for each in found if each.same or each.score >= NEAR_SCORE), looked_in)


def add_checks(report: dict[str, Any]) -> dict[str, Any]:
    """The story report with the earlier checks of its worthiest claims, where any are imported."""
    if EarlierCheck.objects.exists():
        worthiest = sorted(report["claims"], key=lambda claim: (-claim["score"], claim["start"]))
        for claim in worthiest[:MOST_CLAIMS_OF_REPORT]:
            claim["checks"] = [each.as_json() for each in near_checks(claim["text"]).found]
    return report


def _counts(keys: set[str]) -> dict[int, int]:
    """In how many checks each of the concepts stands; those in none are left out."""
    numbers = [number_of_concept(key) for key in keys]
    return dict(CheckWordCount.objects.filter(word__in=numbers).values_list("word", "count"))


def _candidates(counts: dict[int, int]) -> list[tuple[int, str]]:
    """Ids and claims of the checks that share most with the query, weighed by how rare the words are."""
    total = _total()
    chosen = rarest(sorted(counts.items()), QUERY_WORDS, QUERY_BUDGET)
    weights = {word: math.log(1 + total / (count + 0.5)) for word, count in chosen}
    votes: dict[int, float] = {}
    for check_id, word in CheckWord.objects.filter(word__in=weights).values_list("check_row_id", "word"):
        votes[check_id] = votes.get(check_id, 0.0) + weights[word]
    best = sorted(votes, key=lambda pk: (-votes[pk], -pk))[:CANDIDATES]
    return list(EarlierCheck.objects.filter(pk__in=best).order_by("pk").values_list("pk", "claim"))


def _total() -> int:
    """About how many checks there are."""
    return int(EarlierCheck.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)


def _weighing(keys: set[str]) -> Callable[[str], float]:
    counts, total = _counts(keys), _total()
    weights = {key: math.log(1 + total / (counts.get(number_of_concept(key), 0) + 0.5)) for key in keys}
    return weights.__getitem__
