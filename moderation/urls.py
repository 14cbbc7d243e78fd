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
    path("moderation/cases/<uuid:case_id>/undo/", views.undo, name="undo"),
    path("moderation/cases/<uuid:case_id>/escalate/", views.escalate, name="escalate"),
    path("moderation/cases/<uuid:case_id>/insert/", views.insert, name="insert"),
    path("moderation/cases/<uuid:case_id>/translate/", views.translate, name="translate"),
    path("moderation/cases/<uuid:case_id>/risk/", views.raise_risk, name="risk"),
    path("moderation/cases/<uuid:case_id>/risk/settle/", views.settle_risk, name="settle-risk"),
    path("adjudicate/<str:token>/", views.adjudicate, name="adjudicate"),
    path("adjudicate/measure/<str:token>/", views.adjudicate_measure, name="adjudicate-measure"),
    path("moderation/mandates/<uuid:mandate_id>/", views.take_back, name="take-back"),
    path("moderation/<slug:review>/outside/", views.outside, name="outside"),
    path("moderation/<slug:review>/risks/", views.risks, name="risks"),
    path("moderation/<slug:review>/contact/", views.contact, name="contact"),
    path("moderation/campaigns/<uuid:campaign_id>/", views.campaign, name="campaign"),
    path("moderation/campaign-runs/<uuid:run_id>/", views.campaign_run, name="campaign-run"),
    path("measures/", views.my_measures, name="my-measures"),
    path("measures/mine/<uuid:measure_id>/", views.my_measure, name="my-measure"),
    path("measures/<str:token>/", views.mailed_measure, name="mailed-measure"),
    path("moderation/cases/<uuid:case_id>/measure/", views.take, name="take-measure"),
    path("moderation/measure/<uuid:measure_id>/", views.one_measure, name="one-measure"),
    path("moderation/<slug:review>/measures/", views.measures, name="measures"),
    path("moderation/<slug:review>/", views.queue, name="queue"),
    path("moderation/<slug:review>/rota/", views.rota, name="rota"),
    path("moderation/<slug:review>/playbook/", views.playbook, name="playbook"),
    path(
        "moderation/<slug:review>/playbook/<slug:name>/<slug:language>/",
        views.answer,
        name="answer",
    ),
    path("moderation/<slug:review>/modes/", views.modes, name="modes"),
    path("moderation/<slug:review>/trusted/", views.trusted, name="trusted"),
    path("moderation/<slug:review>/words/", views.words, name="words"),
    path("moderation/<slug:review>/several/", views.several, name="several"),
    path("moderation/<slug:review>/figures/", views.figures, name="figures"),
]
