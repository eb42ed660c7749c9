"""Words: finding quotations and claims in a text, comparing them with sources. Standard library and rapidfuzz only."""

from factcheck.text.claims import Claim, ClaimReason, find_claims, score_worthiness
from factcheck.text.compare import compare
from factcheck.text.corpus import Corpus
from factcheck.text.match import Comparison, Match
from factcheck.text.quotations import Quotation, QuotationType, find_quotations
from factcheck.text.search import search
from factcheck.text.source import SourceText
from factcheck.text.spans import Mention, Span

__all__ = [
    "Claim",
    "ClaimReason",
    "Comparison",
    "Corpus",
    "Match",
    "Mention",
    "Quotation",
    "QuotationType",
    "SourceText",
    "Span",
    "compare",
    "find_claims",
    "find_quotations",
    "score_worthiness",
    "search",
]
