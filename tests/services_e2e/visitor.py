"""A worker that fetches, as a process of its own: addresses come in, one a line; what became of each goes out as JSON.

An address whose host must wait is tried again after the time that was named, as the rows of sources do.
"""

import json
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from factcheck.services.fetching import fetch_page  # noqa: E402


def main() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        url = line.strip()
        result = fetch_page(url)
        while not result.hops and result.retry_after_seconds is not None:
            time.sleep(result.retry_after_seconds)
            result = fetch_page(url)
        print(json.dumps({"url": url, "outcome": result.outcome, "asked": len(result.hops)}), flush=True)


if __name__ == "__main__":
    main()
