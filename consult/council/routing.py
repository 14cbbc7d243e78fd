"""The websocket addresses of the council."""

from typing import Any

from django.urls import path

from consult.council.consumers import MotionConsumer, SittingConsumer

websocket_urlpatterns: list[Any] = [
    path("ws/motions/<uuid:motion>/", MotionConsumer.as_asgi()),
    path("ws/sittings/<uuid:sitting>/", SittingConsumer.as_asgi()),
]
