"""What editing refuses, typed, so that a page can put the sentence beside the field it is about."""

from __future__ import annotations

from consult.core.errors import DomainError, N_, NotThere


class LanguageNotInReview(DomainError):
    """A text in a language that the review does not publish in."""

    code = "language_not_in_review"
    field = "language"
    message = N_(
        "This review has no texts in “%(language)s”. Choose one of its languages: %(languages)s."
    )


class ChapterAddressRefused(DomainError):
    """A chapter's address holds other characters than a slug may, or belongs to another page."""

    code = "chapter_address_refused"
    field = "slug"
    message = N_(
        "The address “%(slug)s” cannot be used. Use small letters, digits and hyphens, such as "
        "“means-of-implementation”, and none of these: %(taken)s."
    )


class ChapterExists(DomainError):
    """Another chapter of the review already has this address."""

    code = "chapter_exists"
    status = 409
    field = "slug"
    message = N_("This review already has a chapter at “%(slug)s”. Choose another address.")


class PositionTaken(DomainError):
    """Another chapter of the review already stands in this place."""

    code = "position_taken"
    status = 409
    field = "position"
    message = N_("Chapter “%(slug)s” already stands in place %(position)s. Choose another place.")


class TitleMissing(DomainError):
    """A chapter needs a title in its source language at least."""

    code = "title_missing"
    field = "title"
    message = N_("Enter the title of the chapter.")


class TitleLanguageRefused(DomainError):
    """A chapter's title in a language that the pages are not offered in."""

    code = "title_language_refused"
    field = "title"
    message = N_("A title can be given in one of these languages: %(languages)s.")


class DraftEmpty(DomainError):
    """A text without a single block."""

    code = "draft_empty"
    field = "file"
    message = N_("There is no text in this. Choose a file with text, or paste the text.")


class PastedRefused(DomainError):
    """Formatted text that could not be read, or holds more than a chapter does."""

    code = "pasted_refused"
    field = "text"
    message = N_(
        "This text could not be read with its formatting. Paste it again as plain text, or save "
        "it as a Word document (.docx) and upload that file."
    )


class TextNotUtf8(DomainError):
    """A Markdown file in another encoding than UTF-8."""

    code = "text_not_utf8"
    field = "file"
    message = N_(
        "This text file is not in UTF-8. Save it with the encoding UTF-8 and upload it again, or "
        "paste its text."
    )


class TextTooLong(DomainError):
    """A text file with more characters than a chapter may have; `limit` counts them."""

    code = "text_too_long"
    field = "file"
    message = N_(
        "This text is longer than %(limit)s characters. Split it into chapters and upload them "
        "one by one."
    )


class DraftNotInChecking(DomainError):
    """The draft was published, discarded or replaced in the meantime."""

    code = "draft_not_in_checking"
    status = 409
    message = N_(
        "This draft is no longer waiting to be checked: it was published, discarded or replaced "
        "by a newer import."
    )


class NothingToPublish(DomainError):
    """No draft of the chapter waits to be published."""

    code = "nothing_to_publish"
    status = 409
    message = N_("There is no draft of this chapter to publish. Import one first.")


class SourceMissing(DomainError):
    """Only translations are given, and there is no published source text to go with them."""

    code = "source_missing"
    status = 409
    message = N_(
        "This chapter is written in %(source)s, and there is no %(source)s text of it yet. Import "
        "that text first, then publish it together with its translations."
    )


class StructureDiffers(DomainError):
    """The text in one language does not have the same blocks, in order, as the source's.

    `number` counts blocks from 1; `excerpt` is how that block begins in the translation, or in
    the source where the translation ends too early.
    """

    code = "structure_differs"
    status = 409
    message = N_(
        "The text in %(language)s does not have the same headings, paragraphs, list items and "
        "table rows as the text in %(source)s. They first differ at block %(number)s "
        "(“%(excerpt)s”). Correct one of the two files and import it again."
    )


class AlreadyPublished(DomainError):
    """The chapter has a published version, so the next one is published where comments follow."""

    code = "already_published"
    status = 409
    message = N_(
        "This chapter already has a published version. Publish the next one on the editing desk, "
        "where its comments are carried over."
    )


class BlockNotThere(NotThere):
    """The version has no block with this key."""

    code = "block_not_there"
    message = N_("This paragraph is not in the version of the text that you commented on.")


class GoalUnknown(DomainError):
    """The 2030 Agenda has no Goal or target with one of these codes."""

    code = "goal_unknown"
    field = "codes"
    message = N_(
        "These are no Goals or targets: %(codes)s. Write Goals as 1 to 17 and targets as 4.1 or "
        "4.a."
    )


class NothingTagged(DomainError):
    """No block or no code was chosen."""

    code = "nothing_tagged"
    message = N_("Choose at least one paragraph, and write at least one Goal or target.")


class NotATranslationLanguage(NotThere):
    """The chapter is written in this language, or its review does not publish in it."""

    code = "not_a_translation_language"


class TranslationChanged(DomainError):
    """Somebody else saved this translation after the page was opened."""

    code = "translation_changed"
    status = 409
    message = N_(
        "Somebody else has saved this translation in the meantime. What you typed is still in the "
        "form, and what is saved now stands above it. Put the two together, then save again."
    )


class SourceReplaced(DomainError):
    """A newer version was published after the page with the pairs was opened."""

    code = "source_replaced"
    status = 409
    message = N_(
        "A newer version of the source was published in the meantime. Load the page again: the "
        "file is then paired with the new text."
    )


class TranslationActRefused(DomainError):
    """This cannot be done to a translation in this state."""

    code = "translation_act_refused"
    status = 409
    message = N_("This cannot be done to the translation as it now stands. Load the page again.")


class TranslationEmpty(DomainError):
    """There is no text to mark as reviewed."""

    code = "translation_empty"
    field = "text"
    message = N_("Enter the translation before you mark it as reviewed.")
