"""Bodies and times: needs without a public lead, referrals without an answer, how long each body takes."""

from django.shortcuts import render

from accanto.accounts.access import Permission
from accanto.accounts.gate import requires
from accanto.partners import queries
from accanto.partners.queries.timing import DAYS_BACK, ENOUGH
from accanto.support import queries as support

SHOWN = 5


@requires(Permission.WORK_ON_REQUESTS)
def timing(request):
    """The three on one page, the first few of each list."""
    times = queries.answer_times()
    context = {
        "times": times,
        "bars": [(row.name, _whole(row.median_days), "accent") for row in times if row.has_enough],
        "enough": ENOUGH,
        "days_back": DAYS_BACK,
        "without": support.without_public_lead_page(request.user, size=SHOWN),
        "unanswered": queries.unanswered_page(request.user, "", size=SHOWN),
    }
    return render(request, "partners/timing.html", context)


def _whole(days: float) -> int:
    """A median in whole days, rounded half-up: the table beside the picture has the exact one."""
    return int(days + 0.5)
