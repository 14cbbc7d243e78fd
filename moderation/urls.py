"""The code of conduct for everybody; queue and cases for moderators."""

from django.urls import path

from moderation import views

app_name = "moderation"
urlpatterns = [
    path("reviews/<slug:review>/code-of-conduct/", views.conduct, name="conduct"),
    path("report/<slug:kind>/<uuid:subject_id>/", views.report, name="report"),
    path("decisions/<slug:kind>/<uuid:subject_id>/", views.history, name="history"),
    path("reports/<str:token>/", views.report_receipt, name="report-receipt"),
    path("appeals/<uuid:case_id>/<str:token>/", views.appeal, name="appeal"),
    path("moderation/cases/<uuid:case_id>/", views.case, name="case"),
    path("moderation/cases/<uuid:case_id>/claim/", views.claim, name="claim"),
    path("moderation/cases/<uuid:case_id>/release/", views.release, name="release"),
    path("moderation/cases/<uuid:case_id>/renew/", views.renew, name="renew"),
    path("moderation/cases/<uuid:case_id>/decide/", views.decide, name="decide"),
    path("moderation/campaigns/<uuid:campaign_id>/", views.campaign, name="campaign"),
    path("moderation/campaign-runs/<uuid:run_id>/", views.campaign_run, name="campaign-run"),
    path("moderation/<slug:review>/", views.queue, name="queue"),
    path("moderation/<slug:review>/several/", views.several, name="several"),
]
