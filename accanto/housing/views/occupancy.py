"""The occupancy of all dwellings over time."""

from django.shortcuts import render

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.housing import forms, queries

YEARS = 3


@requires(Permission.READ_HOUSING)
def occupancy(request):
    """How many homes are occupied, free and in works, month by month: a picture, and the same in a table."""
    filters = forms.YearsFilter(request.GET, usual=YEARS)
    context = queries.occupancy_page(request.user, filters.years()) | {"filters": filters}
    return render(request, "housing/occupancy.html", context)
