"""The addresses of the council."""

from django.urls import path

from consult.council.views.close import close
from consult.council.views.motion import show_motion, show_state, vote
from consult.council.views.put import put
from consult.council.views.room import show_room
from consult.council.views.seats import set_seats

app_name = "council"
urlpatterns = [
    path("council/<slug:review>/", show_room, name="room"),
    path("council/<slug:review>/put/", put, name="put"),
    path("council/<slug:review>/seats/", set_seats, name="seats"),
    path("council/motions/<uuid:motion>/", show_motion, name="motion"),
    path("council/motions/<uuid:motion>/vote/", vote, name="vote"),
    path("council/motions/<uuid:motion>/close/", close, name="close"),
    path("council/motions/<uuid:motion>/state.json", show_state, name="state"),
]
