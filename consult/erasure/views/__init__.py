from consult.erasure.views.copy import copy
from consult.erasure.views.desk import desk, lift
from consult.erasure.views.everything import everything, request_page
from consult.erasure.views.mine import mine
from consult.erasure.views.submission import mail_link, submission

__all__ = [
    "copy",
    "desk",
    "everything",
    "lift",
    "mail_link",
    "mine",
    "request_page",
    "submission",
]
