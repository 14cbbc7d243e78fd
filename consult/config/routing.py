"""The websocket addresses of all rooms."""

from consult.council.routing import websocket_urlpatterns as council

websocket_urlpatterns = [*council]
