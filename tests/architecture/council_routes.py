"""The addresses of the council's room, and what they answer to whom."""

from __future__ import annotations

from consult.accounts.rules.roles import Role
from tests.architecture.route import ANONYMOUS, EVERYBODY, Route, answers, only

COUNCIL = (Role.ADMINISTRATOR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER, Role.OBSERVER)

REVIEW = {"review": "review"}
MOTION = {"motion": "motion"}
DECIDED = {"review": "review", "number": "decided_motion"}
ROLLED_UP = {"review": "review", "number": "rolled_number"}
SITTING = {"sitting": "sitting"}
TOKEN = {"csrfmiddlewaretoken": "nothing"}
BALLOT = {"seat": "seat", "choice": "approve", "reason": "nothing", "key": "key"}


def council(**exceptions: int) -> dict[str, int]:
    """Return 200 for who may enter the council's room: others sign in first, or find nothing."""
    return {**only(*COUNCIL), ANONYMOUS: 302, **exceptions}


COUNCIL_ROUTES: dict[str, Route] = {
    "council:decisions": Route(EVERYBODY, REVIEW),
    "council:decision": Route(EVERYBODY, DECIDED),
    "council:rolled_up": Route(EVERYBODY, ROLLED_UP),
    "council:rollup": Route(council(), {"rollup": "rollup"}),
    "council:whole": Route(
        answers(404, anonymous=302, council_secretary=200), {"rollup": "rollup"}
    ),
    "council:room": Route(council(), REVIEW),
    "council:put": Route(answers(404, anonymous=302, council_secretary=200), REVIEW),
    "council:amend": Route(answers(404, anonymous=302, council_secretary=200), REVIEW),
    "council:order": Route(answers(404, anonymous=302, council_secretary=200), REVIEW),
    # What was decided is no amendment; the council's own tests show who carries one out.
    "council:carry_out": Route(answers(404, anonymous=302), DECIDED),
    "council:heads": Route(council(), REVIEW),
    "council:seats": Route(answers(404, anonymous=302, council_secretary=200), REVIEW),
    "council:import": Route(
        answers(404, anonymous=302, administrator=200, council_secretary=200), REVIEW
    ),
    "council:download": Route(
        answers(404, anonymous=302, administrator=200, council_secretary=200), REVIEW
    ),
    "council:letters": Route(
        answers(404, anonymous=302, administrator=200, council_secretary=200), REVIEW
    ),
    "council:letter": Route(
        answers(404, anonymous=302, administrator=200, council_secretary=200),
        {"appointment": "appointment"},
    ),
    "council:remind": Route(
        answers(404, anonymous=302, council_secretary=302), MOTION, method="post", sent=TOKEN
    ),
    "council:proxies": Route(answers(404, anonymous=302, council_secretary=200), REVIEW),
    "council:withdraw_proxy": Route(
        answers(404, anonymous=302, council_secretary=302),
        {"proxy": "proxy"},
        method="post",
        sent=TOKEN,
    ),
    "council:motion": Route(council(), MOTION),
    "council:state": Route(council(), MOTION),
    # Who may see the motion and holds no seat on its roll is told so; the member's ballot counts.
    "council:vote": Route(
        council(administrator=403, council_secretary=403, observer=403, council_member=302),
        MOTION,
        method="post",
        sent=BALLOT,
    ),
    # A draft is its secretary's alone, and there is none; a motion that was put has another page.
    "council:draft": Route(answers(404, anonymous=302, council_secretary=302), MOTION),
    "council:amendment_draft": Route(answers(404, anonymous=302, council_secretary=302), MOTION),
    # Whoever may see the motion is told that a reason has words.
    "council:explain": Route(
        council(administrator=400, council_secretary=400, observer=400, council_member=400),
        {**MOTION, "ballot": "motion"},
        method="post",
        sent=TOKEN,
    ),
    # The motion of the tests' world is still open, so there are no reservations to be known of.
    "council:reply": Route(answers(404, anonymous=302), {**MOTION, "ballot": "motion"}),
    "council:paper": Route(answers(404, anonymous=302, council_secretary=200), MOTION),
    # No paper was entered, so there is no scan.
    "council:scan": Route(answers(404, anonymous=302), {**MOTION, "sha256": "no_hash"}),
    "council:extend": Route(answers(404, anonymous=302, council_secretary=200), MOTION),
    "council:void": Route(answers(404, anonymous=302, council_secretary=200), MOTION),
    "council:close": Route(answers(404, anonymous=302, council_secretary=200), MOTION),
    "council:announce": Route(answers(404, anonymous=302, council_secretary=200), REVIEW),
    "council:sitting": Route(council(), SITTING),
    "council:display": Route(council(), SITTING),
    # A move that is none is refused; whoever may see the session and not run it is told so.
    "council:move": Route(
        council(administrator=403, council_member=403, observer=403, council_secretary=409),
        SITTING,
        method="post",
        sent=TOKEN,
    ),
    "council:presence": Route(
        council(administrator=400, council_member=400, observer=400, council_secretary=400),
        SITTING,
        method="post",
        sent=TOKEN,
    ),
    # The motion of the tests' world was not put for this session.
    **{
        f"council:{name}": Route(answers(404, anonymous=302), SITTING, method="post", sent=TOKEN)
        for name in ("open_vote", "lengthen", "end_vote")
    },
    "council:agenda": Route(answers(404, anonymous=302, council_secretary=200), SITTING),
    "council:remove_item": Route(
        answers(404, anonymous=302, council_secretary=200), {**SITTING, "item": "agenda_item"}
    ),
    "council:unopened": Route(answers(404, anonymous=302, council_secretary=200), SITTING),
    "council:minutes": Route(answers(404, anonymous=302, council_secretary=200), SITTING),
    "council:certify": Route(answers(404, anonymous=302, council_secretary=200), MOTION),
}
