"""Addresses of partners: agreements, referrals, mandates."""

app_name = "partners"

urlpatterns = []
