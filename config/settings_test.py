"""Settings of the test suite: the embedded desk in a throw-away folder, or the database and broker that are named."""

import os
import tempfile

os.environ.setdefault("FACTCHECK_DATA_DIR", tempfile.mkdtemp(prefix="factcheck-test-"))

from config.settings import *  # noqa: F403 - the settings as they are, after the folder has been set

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and nothing here is a secret
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
FETCH_HOST_GAP_SECONDS = 0.0
CELERY_TASK_ALWAYS_EAGER = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, as in real use: a database in memory knows no WAL, and threads meet other locks in it.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
