"""A comment is given its place in the discussion."""

from __future__ import annotations

from dataclasses import dataclass

from consult.comments.models import Comment, Discussion
from consult.comments.rules.paths import child_path, depth_of, parent_for_reply, root_of
from consult.core.transactions import step


@dataclass(frozen=True, slots=True)
class Place:
    """A path, its depth, and the keys of the comment above and of the thread's first one."""

    path: str
    depth: int
    above: int | None
    root: int | None


@step
def take_place_step(*, discussion: Discussion, replied_to: Comment | None) -> Place:
    """Give out the next place at the end of the discussion, or below what is replied to.

    `discussion` must come from `lock_discussion_step` in the same command: two replies that read
    the same count would get the same path, and the second would be lost.
    """
    if replied_to is None:
        discussion.threads += 1
        discussion.save(update_fields=["threads"])
        return Place(child_path("", discussion.threads), 0, None, None)
    path = parent_for_reply(replied_to.path)
    rows = Comment.objects.filter(discussion=discussion, path__in={path, root_of(path)})
    by_path = {row.path: row for row in rows.only("path", "next_reply")}
    above = by_path[path]
    Comment.objects.filter(pk=above.pk).update(next_reply=above.next_reply + 1)
    taken = child_path(path, above.next_reply + 1)
    return Place(taken, depth_of(taken), above.pk, by_path[root_of(path)].pk)
