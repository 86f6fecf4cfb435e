"""Addresses of coexistence, below /vita-in-comune/."""

app_name = "coexistence"

urlpatterns = []
