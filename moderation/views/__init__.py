from moderation.views.case import case, claim, conduct, decide, release
from moderation.views.lease import renew
from moderation.views.measures import measures, one_measure, take
from moderation.views.objections import appeal, history, report, report_receipt
from moderation.views.outside import adjudicate, outside, take_back
from moderation.views.own_measures import mailed_measure, my_measure, my_measures
from moderation.views.queue import queue
from moderation.views.safety import contact, raise_risk, risks, settle_risk
from moderation.views.several import several

__all__ = [
    "adjudicate",
    "appeal",
    "case",
    "claim",
    "conduct",
    "contact",
    "decide",
    "history",
    "mailed_measure",
    "measures",
    "my_measure",
    "my_measures",
    "one_measure",
    "outside",
    "queue",
    "raise_risk",
    "release",
    "renew",
    "report",
    "report_receipt",
    "risks",
    "settle_risk",
    "several",
    "take",
    "take_back",
]
