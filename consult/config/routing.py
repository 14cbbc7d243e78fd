"""The websocket addresses of all rooms."""

from consult.council.routing import websocket_urlpatterns as council
from consult.portal.routing import websocket_urlpatterns as portal
from moderation.routing import websocket_urlpatterns as moderation

websocket_urlpatterns = [*council, *portal, *moderation]
