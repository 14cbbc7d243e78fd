"""The websocket addresses of moderation."""

from typing import Any

from django.urls import path

from moderation.consumers import QueueConsumer

websocket_urlpatterns: list[Any] = [
    path("ws/moderation/<slug:queue>/", QueueConsumer.as_asgi()),
]
