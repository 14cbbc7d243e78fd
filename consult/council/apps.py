from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "consult.council"
    label = "council"
