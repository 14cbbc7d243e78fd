from moderation.views.case import case, claim, conduct, decide, release
from moderation.views.lease import renew
from moderation.views.queue import queue
from moderation.views.several import several

__all__ = ["case", "claim", "conduct", "decide", "queue", "release", "renew", "several"]
