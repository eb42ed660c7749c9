"""`manage.py verify_audit`: a whole chain is said to be whole, a bent one names its first broken link."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from factcheck.models import AuditEntry, append_only
from factcheck.services import audit
from tests.factories import SourceFactory

pytestmark = pytest.mark.django_db


def test_a_whole_chain() -> None:
    source = SourceFactory()
    for number in range(3):
        audit.record("source.added", source, actor=None, new={"number": number})
    output = StringIO()

    call_command("verify_audit", stdout=output)

    assert output.getvalue() == "The audit chain is whole: 3 entries.\n"


def test_a_bent_entry_is_named() -> None:
    source = SourceFactory()
    for number in range(3):
        audit.record("source.added", source, actor=None, new={"number": number})
    append_only.remove(connection)
    AuditEntry.objects.filter(sequence=2)._raw_delete(connection.alias)
    append_only.install(connection)

    with pytest.raises(CommandError, match="Entry 2 is missing"):
        call_command("verify_audit")
