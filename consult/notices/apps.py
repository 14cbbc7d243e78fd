from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "consult.notices"
    label = "notices"
