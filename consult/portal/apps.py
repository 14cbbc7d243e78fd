from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "consult.portal"
    label = "portal"
