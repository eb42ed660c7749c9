"""Stories: what is submitted, and how far the work on it has come."""

from __future__ import annotations

import json
from typing import Any

from django.http import QueryDict
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.api.serializers.links import address_of
from factcheck.api.serializers.quotations import MATCHES
from factcheck.api.serializers.sources import SAID_TIER
from factcheck.api.serializers.strict import StrictSerializer
from factcheck.models import Quotation, ReviewState, Stage, Story, Tier
from factcheck.services.gate import MOST_WAIT, Verdict
from factcheck.services.gather import GivenSource
from factcheck.services.ingest import MOST_BYTES, MOST_SOURCES


class GivenSourceSerializer(StrictSerializer):
    """A source to look in."""

    url = serializers.CharField(max_length=2000, help_text="A web address.")
    title = serializers.CharField(max_length=300, required=False, allow_blank=True)
    tier = serializers.ChoiceField(choices=Tier.choices, required=False, help_text=SAID_TIER)


class StorySubmissionSerializer(StrictSerializer):
    """One of `text`, `file` (multipart only) and `url`. With text or file, `url` says where the story stands."""

    text = serializers.CharField(
        required=False, trim_whitespace=False, help_text="The story, at most 1,000,000 characters."
    )
    url = serializers.CharField(
        required=False, max_length=2000, help_text="Where the story stands; read when there is no text."
    )
    title = serializers.CharField(required=False, max_length=300)
    sources = serializers.ListField(child=GivenSourceSerializer(), required=False, max_length=MOST_SOURCES)
    deadline_at = serializers.DateTimeField(required=False, help_text="The queue of the desk goes by it.")
    wait = serializers.IntegerField(
        min_value=0, max_value=MOST_WAIT, required=False, default=0,
        help_text="Seconds to wait for the story to be ready; then `gate` says whether it may go out.",
    )  # fmt: skip

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        if not any(fields.get(name) for name in ("text", "url", "file")):
            raise serializers.ValidationError("A story was expected: text, a file or a url.")
        if fields.get("text") and fields.get("file"):
            raise serializers.ValidationError("Only one of text and file was expected.")
        return fields

    def given_sources(self) -> list[GivenSource]:
        return [GivenSource(**source) for source in self.validated_data.get("sources", [])]


class StoryFormSerializer(StorySubmissionSerializer):
    """The same as a form, with the story or sources as files. `sources` is a JSON array here."""

    file = serializers.FileField(required=False, max_length=255, help_text="txt, md, html, pdf or docx, at most 10 MB.")
    source_files = serializers.ListField(
        child=serializers.FileField(max_length=255), required=False, max_length=MOST_SOURCES
    )

    def to_internal_value(self, data: Any) -> Any:
        plain: dict[str, Any] = {name: data.get(name) for name in data}
        if isinstance(data, QueryDict) and "source_files" in data:
            plain["source_files"] = data.getlist("source_files")
        if isinstance(plain.get("sources"), str):
            try:
                plain["sources"] = json.loads(plain["sources"])
            except (ValueError, RecursionError) as error:
                raise serializers.ValidationError({"sources": [f"A JSON array was expected: {error}."]}) from error
        return super().to_internal_value(plain)

    def validate_file(self, file: Any) -> Any:
        if file.size > MOST_BYTES:
            raise serializers.ValidationError(
                f"A file of at most {MOST_BYTES // 2**20} MB was expected; this one has {file.size:,} bytes."
            )
        return file

    def given_sources(self) -> list[GivenSource]:
        files = self.validated_data.get("source_files", [])
        return super().given_sources() + [GivenSource(file_name=file.name, raw_bytes=file.read()) for file in files]


class ProgressSerializer(serializers.Serializer[Any]):
    """How much was found, and how much of the search is done."""

    quotations = serializers.IntegerField(source="quotation_count")
    claims = serializers.IntegerField(source="claim_count")
    sources = serializers.IntegerField(source="search_count")
    sources_pending = serializers.IntegerField(source="pending_count")
    sources_searched = serializers.IntegerField(source="searched_count")
    sources_failed = serializers.IntegerField(source="failed_count")


class PublicStorySerializer(serializers.ModelSerializer[Story]):
    """What is public of a story once something of it is published."""

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    url = serializers.CharField(help_text="Where the story stands; empty while it stands nowhere.")

    class Meta:
        model = Story
        fields = ["id", "href", "title", "url", "language", "published_at"]
        read_only_fields = fields

    @extend_schema_field(serializers.URLField())
    def get_href(self, story: Story) -> str:
        return address_of("story", story.public_id, request=self.context.get("request"))


class StorySerializer(PublicStorySerializer):
    """A story as the newsroom sees it in a list. `problem` says why the work stopped, when `stage` is failed."""

    stage = serializers.ChoiceField(choices=Stage.choices)
    progress = ProgressSerializer(source="*")

    class Meta(PublicStorySerializer.Meta):
        fields = [
            *PublicStorySerializer.Meta.fields,
            "origin", "file_name", "text_sha256", "stage", "problem", "progress", "deadline_at", "created_at",
            "updated_at",
        ]  # fmt: skip
        read_only_fields = fields


class HeldQuotationSerializer(serializers.Serializer[Any]):
    """A quotation that needs a person before the story goes out."""

    id = serializers.UUIDField(source="public_id")
    href = serializers.SerializerMethodField()
    number = serializers.IntegerField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    text = serializers.CharField()
    match = serializers.ChoiceField(choices=MATCHES, allow_blank=True, help_text="Blank where nothing was compared.")
    severity = serializers.SerializerMethodField()
    review_state = serializers.ChoiceField(choices=ReviewState.choices)

    @extend_schema_field(serializers.URLField())
    def get_href(self, quotation: Quotation) -> str:
        return address_of("quotation", quotation.public_id, request=self.context.get("request"))

    @extend_schema_field(serializers.CharField())
    def get_severity(self, quotation: Quotation) -> str:
        return quotation.best_comparison.severity if quotation.best_comparison else ""


class GateSerializer(serializers.Serializer[Any]):
    """Whether the story may go out as far as its quotations are concerned: by what the machine compared. `exit_status`
    is that of `check_story`: 0 clear, 1 a person is needed, 2 the story cannot be used; null while it is worked on.
    """

    verdict = serializers.ChoiceField(choices=[(verdict.value, verdict.value) for verdict in Verdict])
    exit_status = serializers.IntegerField(allow_null=True)
    quotations = HeldQuotationSerializer(many=True)
    problem = serializers.CharField()


class SubmittedStorySerializer(StorySerializer):
    """The story, and its gate where the caller waited for it."""

    gate = GateSerializer(required=False)

    class Meta(StorySerializer.Meta):
        fields = [*StorySerializer.Meta.fields, "gate"]
        read_only_fields = fields


class StoryDetailSerializer(StorySerializer):
    """With its text: offsets of quotations and claims are code points of it."""

    class Meta(StorySerializer.Meta):
        fields = [*StorySerializer.Meta.fields, "text"]
        read_only_fields = fields
