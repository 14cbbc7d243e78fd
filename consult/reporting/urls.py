"""Downloads, without a language prefix."""

from django.urls import path

from consult.reporting import views

app_name = "reporting"
urlpatterns = [
    path("reviews/<slug:review>/ledger.json", views.bundle, name="bundle"),
    path(
        "downloads/<slug:review>/<slug:chapter>/<int:number>.<slug:language>.docx",
        views.word_copy,
        name="word",
    ),
]
