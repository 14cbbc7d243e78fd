"""Where the log goes: to standard error, from which the service manager keeps it.

Django's own settings would mail errors to administrators and show them nowhere else.
"""

from typing import Any

from consult.config.settings.environment import env

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # Django's own handlers make room, so that each line is written once.
    "loggers": {"django": {"handlers": [], "level": "NOTSET", "propagate": True}},
}
