"""Where somebody has erased what they sent, and where staff does it for them."""

from django.urls import path

from consult.erasure import views

app_name = "erasure"
urlpatterns = [
    path("account/erasure/", views.mine, name="mine"),
    path("account/erasure/my-data.json", views.copy, name="copy"),
    path("erasure/receipts/<str:token>/", views.submission, name="submission"),
    path("erasure/receipts/<str:token>/link/", views.mail_link, name="mail-link"),
    path("erasure/everything/<str:token>/", views.everything, name="everything"),
    path("erasure/requests/<str:token>/", views.request_page, name="request"),
    path("moderation/<slug:review>/erasure/", views.desk, name="desk"),
    path("moderation/<slug:review>/erasure/<uuid:hold_id>/lift/", views.lift, name="lift"),
]
