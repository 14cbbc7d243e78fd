from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "consult.reporting"
    label = "reporting"
