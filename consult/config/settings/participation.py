"""Comments and moderation."""

from datetime import timedelta

from consult.config.settings.environment import env

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "consult.comments.models.Comment"
# Our own posting action confirms guests; the library's in-request mails stay unused.
COMMENTS_XTD_CONFIRM_EMAIL = False
COMMENTS_XTD_MAX_THREAD_LEVEL = 8
# Two hours, the library's default, refuses people who write slowly or on a bad connection.
COMMENTS_TIMEOUT = 7 * 24 * 60 * 60

# How long nobody is told of a moderator's decision, which until then can be undone.
UNDO_WITHIN = timedelta(seconds=env.int("UNDO_SECONDS", default=60))

# Every kind of text that is judged. A system check refuses to start where one has no handler.
MODERATED_KINDS = ["comment"]

# Whom a member of the council reaches who cannot vote: an address, a telephone number, or both.
COUNCIL_HELP_LINE = env.str("CONSULT_COUNCIL_HELP_LINE", default="")
