"""What a submission must be like before it is taken."""

from __future__ import annotations

from typing import Final

from consult.core.errors import DomainError, N_
from consult.core.text import clean_line, clean_text

BODY_MAX: Final = 10_000
NAME_MAX: Final = 120


class TextMissing(DomainError):
    """Nothing was written, or only white space."""

    code = "text_missing"
    field = "body"
    message = N_("Write your comment before you send it.")


class TextTooLong(DomainError):
    """The text is longer than a comment may be; lengths count code points."""

    code = "text_too_long"
    field = "body"
    message = N_(
        "Your comment has %(length)s characters and may have at most %(limit)s. Shorten it, or "
        "send it as several comments."
    )


class NameMissing(DomainError):
    """A guest has given no name."""

    code = "name_missing"
    field = "name"
    message = N_("Enter the name that will be shown beside your comment.")


class NameTooLong(DomainError):
    """A name is longer than can be shown; lengths count code points."""

    code = "name_too_long"
    field = "name"
    message = N_("The name may have at most %(limit)s characters.")


class EmailWrong(DomainError):
    """The address cannot be an e-mail address."""

    code = "email_wrong"
    field = "email"
    message = N_("Enter an e-mail address such as name@example.org.")


class LanguageUnknown(DomainError):
    """The stated language is not one of those that can be chosen."""

    code = "language_unknown"
    field = "language"
    message = N_("Choose the language in which you wrote.")


class SameWording(DomainError):
    """Another wording was asked for, and the same one came, or one for an earlier request."""

    code = "same_wording"
    field = "body"
    status = 409
    message = N_(
        "The text is as it was. Change what the reason speaks of, or appeal against the decision."
    )


class ReplyNotPossible(DomainError):
    """Only a published comment of the same chapter can be replied to."""

    code = "reply_not_possible"
    status = 409
    message = N_(
        "The comment that you reply to is not published. Send your text as a comment of its own."
    )


class NotYetPublished(DomainError):
    """The chapter has no published text that could be commented on."""

    code = "not_yet_published"
    status = 409
    message = N_("This chapter has not been published yet, so it takes no comments.")


class TooManyWaiting(DomainError):
    """An address has too many texts that wait for their confirmation."""

    code = "too_many_waiting"
    status = 429
    field = "email"
    message = N_(
        "%(count)s comments from this address wait for confirmation. Open the mails that we sent "
        "and confirm them, then send this one."
    )


def checked_body(raw: str) -> str:
    """Return a comment's text, cleaned; line ends and accents have one form each.

    Raises `TextRefused`, `TextMissing` or `TextTooLong`.
    """
    text = clean_text(raw)
    if not text:
        raise TextMissing()
    if len(text) > BODY_MAX:
        raise TextTooLong(length=len(text), limit=BODY_MAX)
    return text


def checked_name(raw: str) -> str:
    """Return a name as one clean line; raises `TextRefused`, `NameMissing` or `NameTooLong`."""
    name = clean_line(raw)
    if not name:
        raise NameMissing()
    if len(name) > NAME_MAX:
        raise NameTooLong(limit=NAME_MAX)
    return name
