"""Health checks for load balancers and containers: alive, and ready to work. No key, no details an outsider could
use.
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from factcheck.services.health import State, readiness


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as this process answers; nothing else is looked at, or a slow database would kill healthy
    processes.
    """
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """200 when database, broker, index, storage and background work are well, else 503 with those that are not.

    What exactly is wrong is said by `manage.py doctor`, to those who may know it.
    """
    findings = readiness()
    is_ready = all(finding.state is not State.WRONG for finding in findings)
    body = {
        "status": "ok" if is_ready else "wrong",
        "checks": {finding.name: finding.state.value for finding in findings},
    }
    return JsonResponse(body, status=200 if is_ready else 503)
