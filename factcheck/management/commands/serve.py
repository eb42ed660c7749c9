"""`manage.py serve`: desk, API and one worker with its clock, as one command, for one machine."""

import os
import signal
import socket  # a listening socket only: nothing is called from here
import sys
from argparse import ArgumentParser
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command

from factcheck.fetch.apart import end_children
from factcheck.management.processes import Processes
from factcheck.management.sample import SAMPLE_STORY, sample_sources
from factcheck.models import Origin
from factcheck.services.ingest import add_story
from factcheck.services.newsroom import make_demo_newsroom

WEB_THREADS = 8
WORKER_THREADS = 4
# Long enough for a page being served and most tasks; a task cut short is taken up again when its lease has run out.
PATIENCE_SECONDS = 15.0

ROOT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Run the desk, the API and one worker on this machine. Ctrl-C stops all of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help="default: %(default)s")
        parser.add_argument(
            "--demo", action="store_true", help="make a demo newsroom, one person a role, and add the sample story"
        )

    def handle(self, *args: Any, bind: str, demo: bool, **options: Any) -> None:
        host, port = parsed_bind(bind)
        signals: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, frame: signals.append(number))
        with listening(host, port) as listener:
            self.stdout.write("Preparing the database …")
            call_command("migrate", verbosity=0, interactive=False)
            if demo:
                self._make_demo()
            self._run(listener, signals)

    def _run(self, listener: socket.socket, signals: list[int]) -> None:
        processes = Processes()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        descriptor = listener.fileno()
        processes.start("web server", web_command(descriptor), environment, keep_open=[descriptor])
        processes.start("worker", worker_command(), environment)
        self._say_where(listener)
        ended = None
        try:
            ended = processes.watch(lambda: bool(signals))
        finally:
            asked = len(signals)
            if asked:
                self.stdout.write("\nStopping … (once more to stop at once)")
            forced = processes.stop(PATIENCE_SECONDS, is_impatient=lambda: len(signals) > asked)
        if ended:
            name, status = ended
            raise CommandError(f"The {name} ended by itself (exit status {status}), so everything was stopped.")
        cut_short = f" ({' and '.join(forced)} cut short; its work is taken up again)" if forced else ""
        self.stdout.write(f"Stopped{cut_short}.")

    def _say_where(self, listener: socket.socket) -> None:
        host, port = listener.getsockname()[:2]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        self.stdout.write(
            f"\nFactcheck is running.\n  Desk  {address}/\n  API   {address}/api/v1/docs\n  Data  {settings.DATA_DIR}\n"
        )
        if not get_user_model()._default_manager.exists():
            self.stdout.write(
                "Nobody can sign in yet. Make a first user with `python manage.py createsuperuser`,\n"
                "or try it with a demo newsroom: make serve DEMO=1\n"
            )
        self.stdout.write("Ctrl-C stops it.")
        self.stdout.flush()

    def _make_demo(self) -> None:
        members, password = make_demo_newsroom()
        if members:
            self.stdout.write(f"\nA demo newsroom was made. The password of all, shown this once: {password}")
            for member in members:
                self.stdout.write(f"  {member.username:<16} {member.may}")
        else:
            self.stdout.write(
                "The demo newsroom exists. Its password was shown when it was made; "
                "another one: python manage.py changepassword reviewer"
            )
        # The worker reads it as soon as it runs; if `make demo` did already, the story is there.
        add_story(
            actor=None,
            raw_bytes=SAMPLE_STORY.read_bytes(),
            file_name=SAMPLE_STORY.name,
            origin=Origin.FILE,
            sources=sample_sources(),
        )
        end_children()  # the story is read; web server and worker have readers of their own


def parsed_bind(bind: str) -> tuple[str, int]:
    """Host and port of "HOST:PORT". Raises CommandError, also when others could reach a desk that is not secured."""
    host, _, port = bind.rpartition(":")
    host = host.strip("[]")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise CommandError(f"--bind: expected HOST:PORT, such as 127.0.0.1:8000; got {bind!r}.", returncode=2)
    if settings.SECRET_KEY.startswith("insecure-") and not is_loopback(host):
        raise CommandError(
            f"--bind {bind}: other machines could reach this desk, and its secret key is the one everybody knows. "
            "Set SECRET_KEY and ALLOWED_HOSTS first (docs/operations.md).",
            returncode=2,
        )
    return host, int(port)


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there, handed to the web server: a taken address shows at once, with a sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise CommandError(
            f"Cannot listen at {host}:{port}: {os.strerror(error.errno or 0)}. Is it running already? "
            "Another address: make serve BIND=127.0.0.1:8001"
        ) from error


def web_command(descriptor: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--bind", f"fd://{descriptor}", "--workers", "1", "--threads", str(WEB_THREADS)),
        *("--log-level", "warning", "--graceful-timeout", "5", "--no-control-socket"),
    ]


def worker_command() -> list[str]:
    """One process: threads for the tasks of all queues, and the clock that sends what is due each minute."""
    return [
        *(sys.executable, "-m", "celery", "--quiet", "-A", "config.celery", "worker", "--beat"),
        *("--pool", "threads", "--concurrency", str(WORKER_THREADS), "--queues", "default,fetch,compare"),
        *("--schedule", str(Path(settings.DATA_DIR) / "schedule"), "--loglevel", "WARNING"),
        # Talk between workers, of which there is one.
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]
