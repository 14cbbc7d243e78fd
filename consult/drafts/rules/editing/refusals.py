"""What an editor of a draft is refused, typed, so that a page can say it beside the field."""

from __future__ import annotations

from consult.core.errors import DomainError, N_


class DraftStale(DomainError):
    """Somebody changed the draft after the page was made that this came from."""

    code = "draft_stale"
    status = 409
    message = N_(
        "This draft was changed after you opened the page, so nothing was done. What you typed is "
        "still here. Look at the changes, then send it again."
    )


class BlockGone(DomainError):
    """The draft has no block with this number."""

    code = "block_gone"
    status = 409
    field = "to"
    message = N_("This draft has no block number %(number)s.")


class NothingChanged(DomainError):
    """The draft is already as it was asked to be."""

    code = "nothing_changed"
    message = N_("Nothing is changed by this: it is so already.")


class MergeRefused(DomainError):
    """Two blocks that cannot be one."""

    code = "merge_refused"
    message = N_(
        "Block %(number)s cannot be merged with the next. Words merge with words, a table with "
        "the table right after it, and a table row with one of as many cells."
    )


class SplitRefused(DomainError):
    """A block that cannot be two."""

    code = "split_refused"
    message = N_(
        "Block %(number)s cannot be split: a table row, a picture and a footnote stay whole."
    )


class PlaceRefused(DomainError):
    """A place to split at that leaves one of the parts without words."""

    code = "place_refused"
    field = "place"
    message = N_("Choose a place with words before and after it.")


class BeginningNotFound(DomainError):
    """The block does not hold the words with which its second part shall begin."""

    code = "beginning_not_found"
    field = "begins"
    message = N_("These words are not in the block. Copy them from it as they stand there.")


class BeginningTwice(DomainError):
    """The block holds the words more than once."""

    code = "beginning_twice"
    field = "begins"
    message = N_("These words are in the block more than once. Give a few more of them.")


class RetypeRefused(DomainError):
    """A block cannot be what it was asked to become."""

    code = "retype_refused"
    field = "shape"
    message = N_("Block %(number)s cannot be made into this.")


class HeaderNotFirst(DomainError):
    """Header rows stand at the top of their table."""

    code = "header_not_first"
    field = "shape"
    message = N_(
        "Only the first rows of a table can be header rows. Begin with the first row, or with the "
        "last header row where they shall be none."
    )


class RowsShareCells(DomainError):
    """Rows that one cell reaches over stay together."""

    code = "rows_share_cells"
    status = 409
    message = N_(
        "One cell reaches over the rows %(first)s to %(last)s, so they stay together and in order. "
        "Split the cell in the file and import it again."
    )


class NoteInUse(DomainError):
    """A footnote that the text refers to stays."""

    code = "note_in_use"
    status = 409
    message = N_(
        "Block %(number)s refers to footnote %(note)s. Take the reference out of its words first."
    )


class LinkRefused(DomainError):
    """The address of a link in words that were typed."""

    code = "link_refused"
    field = "words"
    message = N_(
        "The address “%(address)s” cannot be linked to. It has to begin with https://, http:// or "
        "mailto:."
    )


class WordsMissing(DomainError):
    """A block without words, or a draft without blocks."""

    code = "words_missing"
    field = "words"
    message = N_(
        "Nothing would be left. Remove the block where it is not wanted; to give up the whole "
        "draft, discard it."
    )


class NothingToUndo(DomainError):
    """No change of the draft is left to take back."""

    code = "nothing_to_undo"
    status = 409
    message = N_("There is no change left to undo.")


class NothingToRedo(DomainError):
    """No change that was taken back can be made again."""

    code = "nothing_to_redo"
    status = 409
    message = N_("There is no undone change left to redo.")


class AlreadyRestored(DomainError):
    """A removed block that is back, or whose removal was undone."""

    code = "already_restored"
    status = 409
    message = N_("This block is back in the draft already.")


class DraftNotDiscarded(DomainError):
    """Only a discarded draft can be brought back."""

    code = "draft_not_discarded"
    status = 409
    message = N_("This draft is not discarded, so it cannot be brought back.")


class AnotherDraftWaits(DomainError):
    """The chapter has another draft in this language that waits to be checked."""

    code = "another_draft_waits"
    status = 409
    message = N_(
        "Another draft of this chapter in this language waits to be checked. Publish or discard "
        "that one first."
    )
