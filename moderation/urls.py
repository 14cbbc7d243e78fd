"""The code of conduct for everybody; queue and cases for moderators."""

from django.urls import path

from moderation import views

app_name = "moderation"
urlpatterns = [
    path("reviews/<slug:review>/code-of-conduct/", views.conduct, name="conduct"),
    path("moderation/cases/<uuid:case_id>/", views.case, name="case"),
    path("moderation/cases/<uuid:case_id>/claim/", views.claim, name="claim"),
    path("moderation/cases/<uuid:case_id>/release/", views.release, name="release"),
    path("moderation/cases/<uuid:case_id>/renew/", views.renew, name="renew"),
    path("moderation/cases/<uuid:case_id>/decide/", views.decide, name="decide"),
    path("moderation/<slug:review>/", views.queue, name="queue"),
    path("moderation/<slug:review>/several/", views.several, name="several"),
]
