"""What is said where Django itself says nothing."""

from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin


class OnlyForButtonsMiddleware(MiddlewareMixin):
    """A sentence for whoever opens an address that answers only to a button: Django's own page is empty.

    One gets there by logging in again after the session ended under one's finger.
    """

    def process_response(self, request, response):
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
