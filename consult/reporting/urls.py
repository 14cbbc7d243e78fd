"""Downloads, without a language prefix."""

from django.urls import path

from consult.reporting import views

app_name = "reporting"
urlpatterns = [path("reviews/<slug:review>/ledger.json", views.bundle, name="bundle")]
