from consult.portal.selectors.chapter import ChapterPage, chapter_page
from consult.portal.selectors.discussion import DiscussionPage, discussion_page
from consult.portal.selectors.receipt import receipt_page
from consult.portal.selectors.review import chapters_with_counts, languages_of, recent_entries

__all__ = [
    "ChapterPage",
    "DiscussionPage",
    "chapter_page",
    "chapters_with_counts",
    "discussion_page",
    "languages_of",
    "receipt_page",
    "recent_entries",
]
