"""What happens outside a request: tasks, and pushes over websockets."""

from typing import Any

from consult.config.settings.database import REDIS_URL
from consult.config.settings.environment import env

# A task is a row written in the transaction of the thing it belongs to: an outbox.
TASKS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
        "ENQUEUE_ON_COMMIT": False,
    }
}

# One process serves everything by default, so it also works through the tasks. Where a separate
# `manage.py db_worker` runs, set this to false.
WORKER_IN_PROCESS = env.bool("CONSULT_WORKER_IN_PROCESS", default=True)

CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
        if REDIS_URL
        else {
            "BACKEND": "channels.layers.InMemoryChannelLayer",
            # The process joins its group once and for good; the default ends that after a day.
            "CONFIG": {"group_expiry": 100 * 365 * 24 * 3600},
        }
    )
}
