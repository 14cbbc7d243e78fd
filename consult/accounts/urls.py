from django.urls import path

from consult.accounts import views

app_name = "accounts"
urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("languages/", views.languages, name="languages"),
]
