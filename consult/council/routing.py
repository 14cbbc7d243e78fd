"""The websocket addresses of the council."""

from typing import Any

websocket_urlpatterns: list[Any] = []
