"""Finding a person."""

from django.urls import path

from cases.search.views import finding, recently_viewed

urlpatterns = [
    path("search", finding.Search.as_view(), name="search"),
    path("search/advanced", finding.AdvancedSearchPage.as_view(), name="search-advanced"),
    path("search/recent", recently_viewed.RecentlyViewed.as_view(), name="search-recent"),
]
