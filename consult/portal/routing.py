"""The websocket addresses of the portal."""

from typing import Any

from django.urls import path

from consult.portal.consumers import PublicationConsumer

websocket_urlpatterns: list[Any] = [
    path("ws/publications/<uuid:publication>/", PublicationConsumer.as_asgi()),
]
