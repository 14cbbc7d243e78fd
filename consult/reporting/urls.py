"""Downloads, without a language prefix, and the pages on moderation, under one."""

from django.urls import path

from consult.reporting import views
from consult.reporting.exports import Form

app_name = "reporting"
urlpatterns = [
    path("reviews/<slug:review>/ledger.json", views.bundle, name="bundle"),
    path("reviews/<slug:review>/decisions.json", views.decisions, name="decisions"),
    path("reviews/<slug:review>/decisions/<slug:number>.json", views.decision, name="decision"),
    path("reviews/<slug:review>/rollups/<slug:number>.json", views.rolled_up_one, name="rolled-up"),
    path(
        "reviews/<slug:review>/decisions/<slug:number>.<slug:language>.pdf",
        views.certificate,
        name="certificate",
    ),
    path(
        "reviews/<slug:review>/decisions/<slug:number>.<slug:language>.docx",
        views.minutes_of_one,
        name="minutes-of-one",
    ),
    path("reviews/<slug:review>/minutes.<slug:language>.docx", views.minutes, name="minutes"),
    path(
        "downloads/<slug:review>/<slug:chapter>/<int:number>.<slug:language>.docx",
        views.word_copy,
        name="word",
    ),
    path(
        "downloads/<slug:review>/<slug:chapter>/<int:number>.<slug:language>.html",
        views.html_copy,
        name="html",
    ),
    path(
        "downloads/<slug:review>/<slug:chapter>/<int:number>.<slug:language>.pdf",
        views.pdf_copy,
        name="pdf",
    ),
    path(
        "downloads/<slug:review>/transparency.counts.csv",
        views.counts_file,
        name="transparency-counts",
    ),
    path(
        "downloads/<slug:review>/transparency.list.csv",
        views.listed_file,
        name="transparency-list",
    ),
    path(
        "downloads/<slug:review>/transparency.json",
        views.package_file,
        name="transparency-package",
    ),
    path(
        "downloads/<slug:review>/report.<slug:language>.html",
        views.report_copy,
        {"form": Form.HTML},
        name="report-html",
    ),
    path(
        "downloads/<slug:review>/report.<slug:language>.pdf",
        views.report_copy,
        {"form": Form.PDF},
        name="report-pdf",
    ),
]

page_patterns = (
    [
        path("reviews/<slug:review>/transparency/", views.transparency, name="page"),
        path("reviews/<slug:review>/transparency/list/", views.listed, name="list"),
    ],
    "transparency",
)
