"""Words: finding quotations and claims in a text and comparing them with sources. Standard library and rapidfuzz only."""

from factcheck.text.compare import compare
from factcheck.text.match import Comparison, Match
from factcheck.text.search import search
from factcheck.text.source import SourceText

__all__ = ["Comparison", "Match", "SourceText", "compare", "search"]
