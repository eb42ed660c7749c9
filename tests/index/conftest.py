"""Both engines of the lookup index, empty."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from factcheck.index import LookupIndex
from factcheck.index.tantivy_index import TantivyIndex


@pytest.fixture(params=["tantivy", pytest.param("postgres", marks=pytest.mark.django_db)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> LookupIndex:
    if request.param == "tantivy":
        made: Any = TantivyIndex(tmp_path / "index")
    else:
        if connection.vendor != "postgresql":
            pytest.skip("runs where the suite runs on PostgreSQL (make test-services)")
        from factcheck.index.postgres_index import PostgresIndex

        made = PostgresIndex()
    made.clear()
    return made  # type: ignore[no-any-return]
