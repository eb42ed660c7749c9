"""The lookup index: which captured passages share rare words with a text. Derived data; the database is the truth."""

from functools import cache

from django.conf import settings

from factcheck.index.base import Candidate, LookupIndex, Segment
from factcheck.index.segments import segments_of

__all__ = ["Candidate", "LookupIndex", "Segment", "get_index", "segments_of"]


def get_index() -> LookupIndex:
    """The index of this installation, by settings.LOOKUP_ENGINE. One per process: it keeps its reader open."""
    return _engine(settings.LOOKUP_ENGINE, str(settings.LOOKUP_INDEX_DIR))


@cache
def _engine(name: str, directory: str) -> LookupIndex:
    # Imported here, so that neither engine is loaded where the other one serves.
    if name == "postgres":
        from factcheck.index.postgres_index import PostgresIndex

        return PostgresIndex()
    from factcheck.index.tantivy_index import TantivyIndex

    return TantivyIndex(directory)
