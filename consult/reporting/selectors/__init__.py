from consult.reporting.selectors.annotated import AnnotatedChapter, annotated_chapter
from consult.reporting.selectors.copies import (
    Copied,
    Copy,
    copy_of_chapter,
    copy_of_report,
    erased_after,
)
from consult.reporting.selectors.making import Making, being_made
from consult.reporting.selectors.pictures import pictures_in
from consult.reporting.selectors.talk import Said, Talk, talk_of

__all__ = [
    "AnnotatedChapter",
    "Copied",
    "Copy",
    "Making",
    "Said",
    "Talk",
    "annotated_chapter",
    "being_made",
    "copy_of_chapter",
    "copy_of_report",
    "erased_after",
    "pictures_in",
    "talk_of",
]
