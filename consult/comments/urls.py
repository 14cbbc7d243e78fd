"""Where comments are written and confirmed."""

from django.urls import path

from consult.comments import views

app_name = "comments"
urlpatterns = [
    path("reviews/<slug:review>/<slug:chapter>/comment/", views.write, name="write"),
    path("reviews/<slug:review>/<slug:chapter>/comment/word/", views.send_word, name="send-word"),
    path("comments/word/<str:token>/", views.choose, name="choose"),
    path("comments/word/confirm/<str:token>/", views.confirm_word, name="confirm-word"),
    path("comments/<uuid:public_id>/reply/", views.reply, name="reply"),
    path("comments/sent/", views.sent, name="sent"),
    path("comments/confirm/<str:token>/", views.confirm, name="confirm"),
]
