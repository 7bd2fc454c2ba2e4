"""The table of addresses of referrals."""

app_name = "referrals"
urlpatterns: list = []
