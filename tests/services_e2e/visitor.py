"""Workers that fetch, each a process of its own: the addresses of each come in, what became of each goes out as JSON.

They are forked from one process that has read the program already, as a worker's pool of processes is. An address whose
host must wait is tried again after the time that was named, as the rows of sources do.
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
    """Reads one line, a list of addresses for each worker; they begin together, once the last one is there."""
    shares = json.loads(sys.stdin.readline())
    wait_here, go = os.pipe()
    workers = []
    for urls in shares:
        if (worker := os.fork()) == 0:
            os.close(go)
            os.read(wait_here, 1)  # returns when the parent closes its end
            visit(urls)
            os._exit(0)
        workers.append(worker)
    os.close(go)
    sys.exit(max(os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) != 0 for worker in workers))


def visit(urls: list[str]) -> None:
    for url in urls:
        result = fetch_page(url)
        while not result.hops and result.retry_after_seconds is not None:
            time.sleep(result.retry_after_seconds)
            result = fetch_page(url)
        outcome = {"url": url, "outcome": result.outcome, "asked": len(result.hops), "worker": os.getpid()}
        print(json.dumps(outcome), flush=True)  # one short write, so lines of several workers stay whole


if __name__ == "__main__":
    main()
