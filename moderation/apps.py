from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        """Load the system check, which every entry point runs."""
        import moderation.checks  # noqa: F401
