"""The environment, read here and nowhere else: each variable with its type, its default and what it is for.

A wrong value stops start-up with a message that names the variable, what was expected and what came.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

BASE_DIR = Path(__file__).resolve().parent.parent

# Good enough for one newsroom on its own laptop, never for a server: production refuses it (see settings.py).
INSECURE_SECRET_KEY = "insecure-key-for-the-embedded-desk-on-this-machine-only"  # noqa: S105 - it is known to be none

FACT_CHECK_URL = "https://factchecktools.googleapis.com/v1alpha1/claims:search"


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything the operator can set. Times are seconds."""

    production: bool
    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    csrf_trusted_origins: list[str]
    data_dir: Path
    static_dir: Path
    database_url: str
    database_pool: bool
    redis_url: str
    lookup_engine: str
    lookup_database_url: str
    contact_url: str
    fetch_allow: list[str]
    site_url: str
    newsroom_name: str
    log_json: bool
    behind_proxy: bool
    email_url: str
    digest_every: str
    digest_roles: list[str]
    require_two_factor: str
    host_gap_seconds: float
    archive_timegate: str
    archive_timemap: str
    archive_availability: str
    archive_cdx: str
    archive_save: str
    search_url: str
    search_results: str
    search_header: str
    fact_check_key: str
    fact_check_url: str
    retention_days: int
    read_seconds: float
    read_memory_mb: int

    @property
    def is_server(self) -> bool:
        return bool(self.redis_url)


def _checked_url(name: str, value: str, schemes: tuple[str, ...], example: str) -> str:
    if value and urlsplit(value).scheme not in schemes:
        expected = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ImproperlyConfigured(
            f"{name}: expected an address beginning with {expected}, such as {example}; got {value!r}."
        )
    return value


def _service_url(env: Env, name: str, example: str) -> str:
    """The address of a service that is asked only if somebody names it here."""
    return _checked_url(name, env.str(name, ""), ("http", "https"), example)


def read_environment() -> Environment:
    """The environment as typed values. Raises ImproperlyConfigured naming the variable at fault."""
    env = Env()
    try:
        production = env.bool("FACTCHECK_PRODUCTION", False)
        data_dir = Path(env.str("FACTCHECK_DATA_DIR", "") or BASE_DIR / "var")
        environment = Environment(
            production=production,
            debug=env.bool("DEBUG", False),
            secret_key=env.str("SECRET_KEY", INSECURE_SECRET_KEY),
            allowed_hosts=env.list("ALLOWED_HOSTS", [] if production else ["127.0.0.1", "localhost", "[::1]"]),
            csrf_trusted_origins=env.list("CSRF_TRUSTED_ORIGINS", []),
            data_dir=data_dir,
            static_dir=Path(env.str("STATIC_DIR", "") or data_dir / "static"),
            database_url=_checked_url(
                "DATABASE_URL",
                env.str("DATABASE_URL", "") or f"sqlite:///{data_dir / 'factcheck.sqlite3'}",
                ("sqlite", "postgres", "postgresql"),
                "postgresql://factcheck:password@127.0.0.1:5432/factcheck",
            ),
            database_pool=env.bool("DATABASE_POOL", True),
            redis_url=_checked_url(
                "REDIS_URL", env.str("REDIS_URL", ""), ("redis", "rediss", "unix"), "redis://127.0.0.1:6379/0"
            ),
            lookup_engine=env.str("LOOKUP_ENGINE", ""),
            lookup_database_url=_checked_url(
                "LOOKUP_DATABASE_URL",
                env.str("LOOKUP_DATABASE_URL", ""),
                ("postgres", "postgresql"),
                "postgresql://factcheck:password@replica:5432/factcheck",
            ),
            contact_url=env.str("CONTACT_URL", ""),
            fetch_allow=env.list("FETCH_ALLOW", []),
            site_url=_checked_url(
                "SITE_URL",
                env.str("SITE_URL", "http://127.0.0.1:8000"),
                ("http", "https"),
                "https://factcheck.example.org",
            ).rstrip("/"),
            newsroom_name=env.str("NEWSROOM_NAME", "Factcheck"),
            log_json=env.bool("LOG_JSON", production),
            behind_proxy=env.bool("BEHIND_PROXY", False),
            email_url=env.str("EMAIL_URL", "console://"),
            digest_every=env.str("DIGEST_EVERY", ""),
            digest_roles=env.list("DIGEST_ROLES", ["editor", "source manager"]),
            require_two_factor=env.str("REQUIRE_TWO_FACTOR", "off"),
            host_gap_seconds=env.float("FETCH_HOST_GAP_SECONDS", 2.0),
            archive_timegate=_service_url(env, "ARCHIVE_TIMEGATE", "https://web.archive.org/web/"),
            archive_timemap=_service_url(env, "ARCHIVE_TIMEMAP", "https://web.archive.org/web/timemap/link/"),
            archive_availability=_service_url(env, "ARCHIVE_AVAILABILITY", "https://archive.org/wayback/available"),
            archive_cdx=_service_url(env, "ARCHIVE_CDX", "https://web.archive.org/cdx/search/cdx"),
            archive_save=_service_url(env, "ARCHIVE_SAVE", "https://web.archive.org/save/"),
            search_url=_service_url(env, "SEARCH_URL", "https://search.example.org/search?format=json&q={query}"),
            search_results=env.str("SEARCH_RESULTS", "results.url"),
            search_header=env.str("SEARCH_HEADER", ""),
            fact_check_key=env.str("FACT_CHECK_KEY", ""),
            fact_check_url=_service_url(env, "FACT_CHECK_URL", FACT_CHECK_URL) or FACT_CHECK_URL,
            retention_days=env.int("FACTCHECK_RETENTION_DAYS", 0, validate=validate.Range(min=0)),
            read_seconds=env.float("READ_SECONDS", 20.0, validate=validate.Range(min=1)),
            read_memory_mb=env.int("READ_MEMORY_MB", 1024, validate=validate.Range(min=256)),
        )
    except EnvError as error:
        raise ImproperlyConfigured(str(error)) from error
    if environment.lookup_engine not in {"", "tantivy", "postgres"}:
        raise ImproperlyConfigured(f"LOOKUP_ENGINE: expected tantivy or postgres; got {environment.lookup_engine!r}.")
    if environment.digest_every not in {"", "hour", "day"}:
        raise ImproperlyConfigured(f"DIGEST_EVERY: expected hour, day or nothing; got {environment.digest_every!r}.")
    if environment.require_two_factor not in {"off", "staff", "all"}:
        raise ImproperlyConfigured(
            f"REQUIRE_TWO_FACTOR: expected off, staff or all; got {environment.require_two_factor!r}."
        )
    if environment.search_url and "{query}" not in environment.search_url:
        raise ImproperlyConfigured(
            f"SEARCH_URL: expected an address with {{query}} in it; got {environment.search_url!r}."
        )
    if environment.search_header and ":" not in environment.search_header:
        raise ImproperlyConfigured("SEARCH_HEADER: expected “Name: value”; there is no colon in it.")
    if environment.archive_cdx and not environment.archive_timegate:
        raise ImproperlyConfigured("ARCHIVE_CDX: expected ARCHIVE_TIMEGATE besides, where its copies are shown.")
    if environment.production:
        _refuse_unsafe(environment)
    return environment


def _refuse_unsafe(environment: Environment) -> None:
    if environment.debug:
        raise ImproperlyConfigured("DEBUG: expected false in production (FACTCHECK_PRODUCTION is set); got true.")
    if environment.secret_key == INSECURE_SECRET_KEY or len(environment.secret_key) < 50:
        raise ImproperlyConfigured("SECRET_KEY: expected a random value of at least 50 characters in production.")
    if not environment.allowed_hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS: expected at least one host name in production; got none.")
