from consult.portal.selectors.campaign import (
    CampaignPage,
    campaign_page,
)
from consult.portal.selectors.changes import (
    changes_page,
)
from consult.portal.selectors.chapter import (
    ChapterPage,
    chapter_page,
)
from consult.portal.selectors.comparison import (
    ComparisonPage,
    comparison_page,
)
from consult.portal.selectors.discussion import (
    DiscussionPage,
    discussion_page,
)
from consult.portal.selectors.goals import (
    GoalPage,
    goal_page,
    goal_rows,
)
from consult.portal.selectors.receipt import (
    receipt_page,
)
from consult.portal.selectors.review import (
    chapters_with_counts,
    languages_of,
    recent_entries,
)
from consult.portal.selectors.search import (
    Found,
    SearchPage,
    search_page,
)

__all__ = [
    "CampaignPage",
    "ChapterPage",
    "ComparisonPage",
    "DiscussionPage",
    "Found",
    "GoalPage",
    "SearchPage",
    "campaign_page",
    "changes_page",
    "chapter_page",
    "chapters_with_counts",
    "comparison_page",
    "discussion_page",
    "goal_page",
    "goal_rows",
    "languages_of",
    "receipt_page",
    "recent_entries",
    "search_page",
]
