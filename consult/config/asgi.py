"""What a process serves: pages, websockets and, by default, the background tasks."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consult.config.settings")
django.setup(set_prefix=False)

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402
from channels.sessions import SessionMiddlewareStack  # noqa: E402
from django.conf import settings  # noqa: E402

from consult.config.lifespan import Lifespan  # noqa: E402
from consult.config.pages import Pages  # noqa: E402
from consult.config.routing import websocket_urlpatterns  # noqa: E402

application = Lifespan(
    ProtocolTypeRouter(
        {
            "http": Pages(),
            "websocket": AllowedHostsOriginValidator(
                SessionMiddlewareStack(URLRouter(websocket_urlpatterns))
            ),
        }
    ),
    worker=settings.WORKER_IN_PROCESS,
)
