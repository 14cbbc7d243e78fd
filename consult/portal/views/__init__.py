from consult.portal.views.campaign import (
    campaign,
    leave,
)
from consult.portal.views.changes import (
    changes,
)
from consult.portal.views.chapter import (
    chapter,
)
from consult.portal.views.compare import (
    compare,
)
from consult.portal.views.discussion import (
    comment,
    discussion,
)
from consult.portal.views.easy import (
    easy,
)
from consult.portal.views.goals import (
    goal,
    goals,
)
from consult.portal.views.home import (
    home,
)
from consult.portal.views.ledger import (
    check,
    ledger,
)
from consult.portal.views.placements import (
    placements,
    settle,
)
from consult.portal.views.publish import (
    publication,
    publish,
)
from consult.portal.views.receipt import (
    receipt,
    receipt_proof,
)
from consult.portal.views.review import (
    review,
)
from consult.portal.views.search import (
    search,
)

__all__ = [
    "campaign",
    "changes",
    "chapter",
    "check",
    "comment",
    "compare",
    "discussion",
    "easy",
    "goal",
    "goals",
    "home",
    "leave",
    "ledger",
    "placements",
    "publication",
    "publish",
    "receipt",
    "receipt_proof",
    "review",
    "search",
    "settle",
]
