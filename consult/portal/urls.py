"""Pages that span rooms, under a language prefix, and receipts, which have none."""

from django.urls import path

from consult.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("reviews/<slug:review>/", views.review, name="review"),
    path("reviews/<slug:review>/ledger/", views.ledger, name="ledger"),
    path("reviews/<slug:review>/ledger/check/", views.check, name="check"),
    path("reviews/<slug:review>/search/", views.search, name="search"),
    path("reviews/<slug:review>/goals/", views.goals, name="goals"),
    path("reviews/<slug:review>/goals/<int:code>/", views.goal, name="goal"),
    path("reviews/<slug:review>/<slug:chapter>/", views.chapter, name="chapter"),
    path(
        "reviews/<slug:review>/<slug:chapter>/versions/<int:number>/",
        views.chapter,
        name="version",
    ),
    path("reviews/<slug:review>/<slug:chapter>/compare/", views.compare, name="compare"),
    path("reviews/<slug:review>/<slug:chapter>/blocks/<uuid:key>/", views.discussion, name="block"),
    path("reviews/<slug:review>/<slug:chapter>/comments/", views.discussion, name="whole"),
    path("reviews/<slug:review>/<slug:chapter>/easy/<slug:language>/", views.easy, name="easy"),
    path("comments/<uuid:public_id>/", views.comment, name="comment"),
    path("campaigns/<uuid:campaign_id>/", views.campaign, name="campaign"),
    path("editing/<slug:review>/<slug:chapter>/publish/", views.publish, name="publish"),
    path(
        "editing/<slug:review>/<slug:chapter>/placements/",
        views.placements,
        name="placements",
    ),
    path(
        "editing/<slug:review>/<slug:chapter>/placements/<uuid:anchor>/",
        views.settle,
        name="settle",
    ),
    path("editing/publications/<uuid:publication>/", views.publication, name="publication"),
]

# Opened by the token alone, under short addresses without a language prefix.
receipt_patterns = (
    [
        path("r/<str:token>", views.receipt, name="receipt"),
        path("r/<str:token>/changes", views.changes, name="changes"),
        path("r/<str:token>/leave", views.leave, name="leave"),
        path("r/<str:token>/proof.json", views.receipt_proof, name="receipt-proof"),
    ],
    "receipts",
)
