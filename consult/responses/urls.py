"""Where comments are answered."""

from django.urls import path

from consult.responses import views

app_name = "responses"
urlpatterns = [
    path("comments/<uuid:public_id>/answer/", views.answer, name="answer"),
    path("answers/<slug:review>/", views.desk, name="desk"),
]
