"""Style sheets, scripts and what people upload."""

from consult.config.settings.environment import DATA_DIR, env

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "uploads"

# `manage.py collectstatic` makes the hashed, compressed files that production serves. Where it has
# not run (a developer's tests), the files are served as they lie in the tree.
COLLECTED = env.bool("CONSULT_STATIC_COLLECTED", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if COLLECTED
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = not COLLECTED
