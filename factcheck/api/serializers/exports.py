"""What can be exported, and what is imported."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from factcheck.api.serializers.strict import StrictSerializer

IMPORT_KINDS = [("archive", "transcripts and stories of the newsroom"), ("checks", "checks others published")]
# One request answers when all is imported and indexed; larger archives are imported by `manage.py import_archive`.
MOST_RECORDS = 1_000


class ExportSerializer(serializers.Serializer[Any]):
    """One export: what it holds for the caller, and where it is."""

    name = serializers.CharField()
    href = serializers.URLField()
    title = serializers.CharField()
    media_types = serializers.ListField(child=serializers.CharField())


class ExportsSerializer(serializers.Serializer[Any]):
    results = ExportSerializer(many=True)


class ImportRequestSerializer(StrictSerializer):
    """`records` of kind archive: {"url" or "id", "text", "title"?, "published_at"?, "speaker"?, "tier"?}; of kind
    checks: ClaimReview objects, or {"claim", "publisher", "rating", "date"?, "url"?, "id"?}.
    """

    kind = serializers.ChoiceField(choices=IMPORT_KINDS)
    records = serializers.ListField(child=serializers.DictField(), min_length=1, max_length=MOST_RECORDS)


class ImportFileSerializer(StrictSerializer):
    """The same as a file: JSON Lines for an archive; for checks also a page, a DataFeed, CSV."""

    kind = serializers.ChoiceField(choices=IMPORT_KINDS)
    file = serializers.FileField(max_length=255)


class ImportProblemSerializer(serializers.Serializer[Any]):
    place = serializers.CharField(help_text="Which record: its number from 1, or where it stands in the file.")
    reason = serializers.CharField()


class ImportSerializer(serializers.Serializer[Any]):
    """What became of the records. Those in `problems` (the first hundred) were left out, all others are in."""

    kind = serializers.ChoiceField(choices=IMPORT_KINDS)
    added = serializers.IntegerField()
    known = serializers.IntegerField(help_text="Were there already.")
    republished = serializers.IntegerField(help_text="Checks that came again elsewhere or later.")
    skipped = serializers.IntegerField()
    waiting = serializers.IntegerField(help_text="Are in, and wait for the lookup index.")
    problems = ImportProblemSerializer(many=True)
