"""Imports: a newsroom's own archive, and checks that others published."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.api import examples
from factcheck.api.access import ManagesSources, person_of
from factcheck.api.description import described
from factcheck.api.parsers import MOST_JSON_BYTES, JSONParser, MultiPartParser
from factcheck.api.problems import TOO_LARGE, Problem
from factcheck.api.serializers.exports import ImportFileSerializer, ImportRequestSerializer, ImportSerializer
from factcheck.api.views.base import ApiView, shaped
from factcheck.services.import_posted import import_posted, import_records


class Imports(ApiView):
    parser_classes = [JSONParser, MultiPartParser]
    permission_classes = [ManagesSources]

    @described(
        "import_records",
        "Import an archive or checks",
        "Transcripts and stories of the newsroom become sources, captured and indexed; checks others published become "
        "findable beside claims. Answered when it is done. What is there already is known again, so the same records "
        "may be sent twice; a bad one is left out and named. At most 8 MB: larger files by `manage.py import_archive` "
        "and `import_checks`. Scopes: read and submit, of a user who may manage sources.",
        body={"application/json": ImportRequestSerializer, "multipart/form-data": ImportFileSerializer},
        body_example=examples.IMPORT_REQUEST,
        answer=ImportSerializer,
        example=examples.IMPORTED,
        problems=(400, 403, 413, 415),
    )
    def post(self, request: Request) -> Response:
        is_form = (request.content_type or "").startswith("multipart/")
        serializer = (ImportFileSerializer if is_form else ImportRequestSerializer)(data=request.data)
        serializer.is_valid(raise_exception=True)
        given, actor = serializer.validated_data, person_of(request)
        if not is_form:
            return Response(
                shaped(request, ImportSerializer, import_records(given["kind"], given["records"], actor=actor))
            )
        file = given["file"]
        if file.size > MOST_JSON_BYTES:
            raise Problem(TOO_LARGE, f"A file of at most {MOST_JSON_BYTES // 2**20} MB was expected.")
        return Response(shaped(request, ImportSerializer, import_posted(given["kind"], file.file, actor=actor)))
