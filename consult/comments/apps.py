from django.apps import AppConfig
from django.db.models.signals import pre_save


class CommentsConfig(AppConfig):
    name = "consult.comments"
    label = "comments"

    def ready(self) -> None:
        """Register comments with moderation, and keep the library from touching replies.

        Its receiver sets the visibility of every reply when a comment is saved, so approving a
        comment would republish a refused reply to it.
        """
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        from consult.comments.adapters import CommentSubjects
        from consult.comments.models import Comment
        from moderation.registry import register

        pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=Comment)
        register(CommentSubjects())
