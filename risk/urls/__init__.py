"""The table of addresses of risk."""

app_name = "risk"
urlpatterns: list = []
