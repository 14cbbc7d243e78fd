from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "consult.drafts"
    label = "drafts"
