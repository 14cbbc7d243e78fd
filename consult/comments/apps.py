from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "consult.comments"
    label = "comments"
