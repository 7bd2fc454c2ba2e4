"""The table of addresses of cases."""

app_name = "cases"
urlpatterns: list = []
