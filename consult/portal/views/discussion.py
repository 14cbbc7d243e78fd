"""All comments on one block or on a chapter, and the permanent link of each."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language

from consult.comments.rules.paths import just_before
from consult.comments.selectors import shown_comment
from consult.portal.selectors import discussion_page


def discussion(
    request: HttpRequest, review: str, chapter: str, key: UUID | None = None
) -> HttpResponse:
    """Show the comments on a block, or on the chapter as a whole where no block is named."""
    page = discussion_page(
        review_slug=review,
        chapter_slug=chapter,
        key=key,
        after=request.GET.get("after", ""),
        language=request.GET.get("lang") or get_language() or "",
        reader=request.user,
        now=now(),
    )
    write = reverse("comments:write", args=[review, chapter]) if page.takes_comments else ""
    if write and key:
        write += f"?block={key}&lang={page.block.language}"
    return render(
        request, "portal/discussion.html", {"page": page, "review": page.review, "write": write}
    )


def comment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Lead to the place where a comment stands now: beside the text, or among its campaign."""
    found = shown_comment(public_id)
    if found.counted_in:
        address = reverse("portal:campaign", args=[found.counted_in])
        return redirect(f"{address}?after={just_before(found.path)}#c-{found.public_id}")
    chapter = found.discussion.chapter
    if found.block_key:
        address = reverse("portal:block", args=[chapter.review.slug, chapter.slug, found.block_key])
    else:
        address = reverse("portal:whole", args=[chapter.review.slug, chapter.slug])
    return redirect(f"{address}?after={just_before(found.path)}#c-{found.public_id}")
