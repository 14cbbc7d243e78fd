"""The addresses of the council."""

from django.urls import path

from consult.council.views.agenda import agenda, remove
from consult.council.views.amend import amend, amendment_draft
from consult.council.views.carry_out import carry_out
from consult.council.views.certify import certify
from consult.council.views.close import close
from consult.council.views.decisions import show_decision, show_decisions
from consult.council.views.extend import extend
from consult.council.views.heads import show_heads
from consult.council.views.import_seats import download_council, import_council
from consult.council.views.letters import letters, read_letter
from consult.council.views.live import end_vote, lengthen, open_vote
from consult.council.views.minutes import minutes
from consult.council.views.motion import explain, show_motion, show_state, vote
from consult.council.views.order import order
from consult.council.views.paper import paper, scan
from consult.council.views.proxies import proxies, withdraw
from consult.council.views.put import draft, put
from consult.council.views.remind import remind
from consult.council.views.reply import reply
from consult.council.views.rollup import show_rolled_up, show_rollup, whole
from consult.council.views.room import show_room
from consult.council.views.seats import set_seats
from consult.council.views.sitting import announce, display, move, say_present, show_sitting
from consult.council.views.unopened import unopened
from consult.council.views.void import void

app_name = "council"
urlpatterns = [
    path("reviews/<slug:review>/decisions/", show_decisions, name="decisions"),
    path("reviews/<slug:review>/decisions/<slug:number>/", show_decision, name="decision"),
    path("reviews/<slug:review>/rollups/<slug:number>/", show_rolled_up, name="rolled_up"),
    path("reviews/<slug:review>/decisions/<slug:number>/carry-out/", carry_out, name="carry_out"),
    path("council/<slug:review>/", show_room, name="room"),
    path("council/<slug:review>/put/", put, name="put"),
    path("council/<slug:review>/amend/", amend, name="amend"),
    path("council/<slug:review>/order/", order, name="order"),
    path("council/<slug:review>/seats/", set_seats, name="seats"),
    path("council/<slug:review>/import/", import_council, name="import"),
    path("council/<slug:review>/council.xlsx", download_council, name="download"),
    path("council/<slug:review>/letters/", letters, name="letters"),
    path("council/letters/<uuid:appointment>/", read_letter, name="letter"),
    path("council/<slug:review>/proxies/", proxies, name="proxies"),
    path("council/proxies/<uuid:proxy>/withdraw/", withdraw, name="withdraw_proxy"),
    path("council/<slug:review>/heads/", show_heads, name="heads"),
    path("council/motions/<uuid:motion>/", show_motion, name="motion"),
    path("council/motions/<uuid:motion>/vote/", vote, name="vote"),
    path("council/motions/<uuid:motion>/draft/", draft, name="draft"),
    path("council/motions/<uuid:motion>/amendment/", amendment_draft, name="amendment_draft"),
    path("council/motions/<uuid:motion>/reasons/<uuid:ballot>/", explain, name="explain"),
    path("council/motions/<uuid:motion>/reservations/<uuid:ballot>/", reply, name="reply"),
    path("council/motions/<uuid:motion>/paper/", paper, name="paper"),
    path("council/motions/<uuid:motion>/scans/<slug:sha256>/", scan, name="scan"),
    path("council/motions/<uuid:motion>/extend/", extend, name="extend"),
    path("council/motions/<uuid:motion>/remind/", remind, name="remind"),
    path("council/motions/<uuid:motion>/void/", void, name="void"),
    path("council/motions/<uuid:motion>/close/", close, name="close"),
    path("council/motions/<uuid:motion>/certify/", certify, name="certify"),
    path("council/motions/<uuid:motion>/state.json", show_state, name="state"),
    path("council/rollups/<uuid:rollup>/", show_rollup, name="rollup"),
    path("council/rollups/<uuid:rollup>/whole/", whole, name="whole"),
    path("council/<slug:review>/sessions/", announce, name="announce"),
    path("council/sessions/<uuid:sitting>/", show_sitting, name="sitting"),
    path("council/sessions/<uuid:sitting>/display/", display, name="display"),
    path("council/sessions/<uuid:sitting>/move/", move, name="move"),
    path("council/sessions/<uuid:sitting>/presence/", say_present, name="presence"),
    path("council/sessions/<uuid:sitting>/open/", open_vote, name="open_vote"),
    path("council/sessions/<uuid:sitting>/lengthen/", lengthen, name="lengthen"),
    path("council/sessions/<uuid:sitting>/end/", end_vote, name="end_vote"),
    path("council/sessions/<uuid:sitting>/agenda/", agenda, name="agenda"),
    path("council/sessions/<uuid:sitting>/agenda/<int:item>/remove/", remove, name="remove_item"),
    path("council/sessions/<uuid:sitting>/unopened/", unopened, name="unopened"),
    path("council/sessions/<uuid:sitting>/minutes/", minutes, name="minutes"),
]
