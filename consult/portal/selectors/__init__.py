from consult.portal.selectors.chapter import ChapterPage, chapter_page
from consult.portal.selectors.comparison import ComparisonPage, comparison_page
from consult.portal.selectors.discussion import DiscussionPage, discussion_page
from consult.portal.selectors.receipt import receipt_page
from consult.portal.selectors.review import chapters_with_counts, recent_entries

__all__ = [
    "ChapterPage",
    "ComparisonPage",
    "DiscussionPage",
    "chapter_page",
    "chapters_with_counts",
    "comparison_page",
    "discussion_page",
    "receipt_page",
    "recent_entries",
]
