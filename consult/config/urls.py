"""The addresses of all rooms: a language prefix for pages, none for receipts and downloads."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from consult.drafts.urls import picture_patterns
from consult.portal.urls import receipt_patterns
from consult.reporting.urls import page_patterns

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("consult.reporting.urls")),
    path("", include(receipt_patterns)),
    path("", include(picture_patterns)),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("account/", include("consult.accounts.urls")),
        path("", include("consult.drafts.urls")),
        path("", include("moderation.urls")),
        path("", include(page_patterns)),
        path("", include("consult.comments.urls")),
        path("", include("consult.responses.urls")),
        path("", include("consult.council.urls")),
        path("", include("consult.erasure.urls")),
        path("", include("consult.portal.urls")),
        prefix_default_language=True,
    ),
]
