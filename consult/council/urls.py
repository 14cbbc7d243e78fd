"""The addresses of the council."""

from django.urls import path

from consult.council.views.certify import certify
from consult.council.views.close import close
from consult.council.views.extend import extend
from consult.council.views.motion import explain, show_motion, show_state, vote
from consult.council.views.put import draft, put
from consult.council.views.room import show_room
from consult.council.views.seats import set_seats
from consult.council.views.sitting import announce, display, move, say_present, show_sitting
from consult.council.views.void import void

app_name = "council"
urlpatterns = [
    path("council/<slug:review>/", show_room, name="room"),
    path("council/<slug:review>/put/", put, name="put"),
    path("council/<slug:review>/seats/", set_seats, name="seats"),
    path("council/motions/<uuid:motion>/", show_motion, name="motion"),
    path("council/motions/<uuid:motion>/vote/", vote, name="vote"),
    path("council/motions/<uuid:motion>/draft/", draft, name="draft"),
    path("council/motions/<uuid:motion>/reasons/<uuid:ballot>/", explain, name="explain"),
    path("council/motions/<uuid:motion>/extend/", extend, name="extend"),
    path("council/motions/<uuid:motion>/void/", void, name="void"),
    path("council/motions/<uuid:motion>/close/", close, name="close"),
    path("council/motions/<uuid:motion>/certify/", certify, name="certify"),
    path("council/motions/<uuid:motion>/state.json", show_state, name="state"),
    path("council/<slug:review>/sessions/", announce, name="announce"),
    path("council/sessions/<uuid:sitting>/", show_sitting, name="sitting"),
    path("council/sessions/<uuid:sitting>/display/", display, name="display"),
    path("council/sessions/<uuid:sitting>/move/", move, name="move"),
    path("council/sessions/<uuid:sitting>/presence/", say_present, name="presence"),
]
