"""Django settings. Embedded by default: SQLite, a broker of plain files, no server. One variable moves a part over."""

import dj_database_url
import dj_email_url
from csp.constants import NONE, SELF

from config.env import read_environment
from factcheck.fetch.settings import WebArchives

ENVIRONMENT = read_environment()

DATA_DIR = ENVIRONMENT.data_dir
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.csrf_trusted_origins

INSTALLED_APPS = [
    "factcheck",  # before the admin: the desk's templates replace some of its own
    "config.apps.DeskConfig",  # replaces django.contrib.admin: same admin, our site class
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "workers",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "factcheck.admin.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": dj_database_url.parse(ENVIRONMENT.database_url)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue for the lock at BEGIN; with the default they fail when a read turns into a write.
        "transaction_mode": "IMMEDIATE",
        # Longer than any write of ours; a shorter wait shows as "database is locked".
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
elif ENVIRONMENT.database_pool:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
# Lookups may search a streaming replica; everything else, and every write, uses the first.
LOOKUP_DATABASE = "default"
if ENVIRONMENT.lookup_database_url:
    LOOKUP_DATABASE = "lookup"
    DATABASES["lookup"] = {
        **dj_database_url.parse(ENVIRONMENT.lookup_database_url),
        "OPTIONS": dict(DATABASES["default"].get("OPTIONS", {})),
        "TEST": {"MIRROR": "default"},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Files and static ---------------------------------------------------------------------------------------------------
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "captures": {
        "BACKEND": "factcheck.store.WholeFileStorage",
        "OPTIONS": {"location": DATA_DIR / "captures"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.static_dir
# Served from the packages themselves when nothing was collected: the embedded desk needs no collectstatic.
WHITENOISE_USE_FINDERS = not ENVIRONMENT.production
if WHITENOISE_USE_FINDERS:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is not there, if only to be empty
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # a 10 MB story pasted into a form is refused by us, with a reason
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

# Work ---------------------------------------------------------------------------------------------------------------
BROKER_DIR = DATA_DIR / "broker"
REDIS_TRANSPORT_OPTIONS: dict[str, str | float] = {
    # A message not acknowledged for this long is delivered again: above the longest task, or work is done twice.
    "visibility_timeout": 3600,
    # A Redis that is away is given up at once; by default every page that sends a message would hang for six seconds.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
CELERY_BROKER_CONNECTION_TIMEOUT = 2  # one that does not even refuse; see jobs.PAUSE_SECONDS for what follows
if ENVIRONMENT.redis_url:
    CELERY_BROKER_URL = ENVIRONMENT.redis_url
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str | float] = REDIS_TRANSPORT_OPTIONS
else:
    CELERY_BROKER_URL = "filesystem://localhost"  # a name, or kombu warns at every start that there is none
    for name in ("messages", "control"):
        (BROKER_DIR / name).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "messages"),
        "data_folder_out": str(BROKER_DIR / "messages"),
        "control_folder": str(BROKER_DIR / "control"),
        # A story passes three or four tasks; at the default of a second each, a reader would notice.
        "polling_interval": 0.2,
    }
CELERY_TASK_IGNORE_RESULT = True  # rows hold the outcome; stored results would be a second truth
CELERY_TASK_ACKS_LATE = True  # a worker that dies keeps its message on the queue
CELERY_TASK_REJECT_ON_WORKER_LOST = True  # … also when only its child died
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # a slow fetch does not sit on messages others could do
CELERY_TASK_SOFT_TIME_LIMIT = 120
CELERY_TASK_TIME_LIMIT = 180  # a stuck reader ends before its lease does (see jobs.LEASE)
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]  # a message is outside input: no pickle
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # or Celery replaces the logging set up below

if ENVIRONMENT.redis_url:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENVIRONMENT.redis_url}}
else:
    # Shared by the web process and the worker of the embedded desk, which a memory cache would not be.
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "factcheck_cache"}}

# Fetching -----------------------------------------------------------------------------------------------------------
FETCH_ALLOW = ENVIRONMENT.fetch_allow
FETCH_CONTACT_URL = ENVIRONMENT.contact_url
FETCH_HOST_GAP_SECONDS = ENVIRONMENT.host_gap_seconds
FETCH_GATE_REDIS_URL = ENVIRONMENT.redis_url  # where workers stand in line at a host; empty: at its row
# Services outside, asked only if somebody named them.
WEB_ARCHIVES = WebArchives(
    timegate=ENVIRONMENT.archive_timegate,
    timemap=ENVIRONMENT.archive_timemap,
    availability=ENVIRONMENT.archive_availability,
    cdx=ENVIRONMENT.archive_cdx,
    save=ENVIRONMENT.archive_save,
)
SEARCH_URL = ENVIRONMENT.search_url
SEARCH_RESULTS = ENVIRONMENT.search_results
SEARCH_HEADER = ENVIRONMENT.search_header
FACT_CHECK_KEY = ENVIRONMENT.fact_check_key
FACT_CHECK_URL = ENVIRONMENT.fact_check_url
# A file that takes more is given up, or it would take a worker with it.
READ_SECONDS = ENVIRONMENT.read_seconds
READ_MEMORY_BYTES = ENVIRONMENT.read_memory_mb << 20

# Captures -----------------------------------------------------------------------------------------------------------
RETENTION_DAYS = ENVIRONMENT.retention_days  # 0: nothing is removed

# Lookup -------------------------------------------------------------------------------------------------------------
LOOKUP_ENGINE = ENVIRONMENT.lookup_engine or (
    "postgres" if "postgresql" in DATABASES["default"]["ENGINE"] else "tantivy"
)
LOOKUP_INDEX_DIR = DATA_DIR / "index"

# People and pages ---------------------------------------------------------------------------------------------------
SITE_URL = ENVIRONMENT.site_url
NEWSROOM_NAME = ENVIRONMENT.newsroom_name
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
REQUIRE_TWO_FACTOR = ENVIRONMENT.require_two_factor
OTP_TOTP_ISSUER = NEWSROOM_NAME
OTP_TOTP_THROTTLE_FACTOR = 0  # tries of both factors are counted together, in services/sign_in.py
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
vars().update(dj_email_url.parse(ENVIRONMENT.email_url))
DIGEST_EVERY = ENVIRONMENT.digest_every
DIGEST_ROLES = ENVIRONMENT.digest_roles

# Security -----------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.production:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]  # the container's own check speaks plain http
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
if ENVIRONMENT.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# API ----------------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.api.authentication.BearerAuthentication",  # first: its challenge is what a 401 answers with
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],  # what is seen is decided in api/visible.py
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["factcheck.api.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "factcheck.api.pagination.Pages",
    "DEFAULT_FILTER_BACKENDS": [
        "factcheck.api.filters.StrictFilterBackend",
        "factcheck.api.filters.StrictOrderingFilter",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["factcheck.api.throttling.KeyThrottle", "factcheck.api.throttling.AddressThrottle"],
    "DEFAULT_THROTTLE_RATES": {"key": "6000/min", "address": "600/min"},
    "NUM_PROXIES": 1 if ENVIRONMENT.behind_proxy else 0,  # or anyone could name another address and be throttled as it
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "factcheck.api.problems.handle_exception",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,  # `format` is a parameter of ours
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Factcheck",
    "VERSION": "1",
    "DESCRIPTION": (
        "Where does this quotation come from, and was it reported right? Stories go in; quotations, claims, the "
        "evidence beside them and the decisions people published come out. Without a key only what is published "
        "exists. Offsets are Unicode code points, half-open. Every error is a problem document (RFC 9457)."
    ),
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [{"url": "/"}],  # the file that is kept does not depend on where it was made
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "factcheck.api.description.any_shape"],
    "SORT_OPERATIONS": False,
    "ENUM_NAME_OVERRIDES": {  # one name for each set of values, whatever the fields are called
        "AlertState": "factcheck.models.AlertState",
        "AttributionStatus": "factcheck.models.AttributionStatus",
        "Destination": "factcheck.api.serializers.reviewed.DESTINATIONS",
        "ImportKind": "factcheck.api.serializers.exports.IMPORT_KINDS",
        "ItemType": "factcheck.api.serializers.queues.ITEM_TYPES",
        "Match": "factcheck.api.serializers.quotations.MATCHES",
        "QuotationType": "factcheck.api.serializers.quotations.TYPES",
        "Rating": "factcheck.models.Rating",
        "ReviewState": "factcheck.models.ReviewState",
        "RevisionKind": "factcheck.models.RevisionKind",
        "SourceKind": "factcheck.models.SourceKind",
        "Sameness": "factcheck.api.serializers.quotations.SPEAKER_CHECKS",
        "Tier": "factcheck.models.Tier",
        "ViaState": "factcheck.models.ViaState",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "config.logs.JsonFormatter"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "json" if ENVIRONMENT.log_json else "line"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"factcheck": {"level": "INFO"}, "workers": {"level": "INFO"}},
}
