"""What happens outside a request: tasks, and pushes over websockets."""

from typing import Any

from consult.config.settings.database import REDIS_URL
from consult.config.settings.environment import DATA_DIR, env

# A task is a row written in the transaction of the thing it belongs to: an outbox.
TASKS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
        "ENQUEUE_ON_COMMIT": False,
    }
}

# The server also works through the tasks; of several processes of a machine, one does. Where a
# separate `manage.py db_worker` runs, set this to false.
WORKER_IN_PROCESS = env.bool("CONSULT_WORKER_IN_PROCESS", default=True)

CHANNEL_LAYERS: dict[str, dict[str, Any]] = {
    "default": (
        {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [REDIS_URL]},
        }
        if REDIS_URL
        else {
            "BACKEND": "consult.core.local_layer.LocalChannelLayer",
            "CONFIG": {"directory": str(DATA_DIR / "live")},
        }
    )
}
