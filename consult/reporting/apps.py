from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "consult.reporting"
    label = "reporting"

    def ready(self) -> None:
        """Load the system check, which every entry point runs."""
        import consult.reporting.checks  # noqa: F401
