from django.apps import AppConfig


class ErasureConfig(AppConfig):
    name = "consult.erasure"
    label = "erasure"
