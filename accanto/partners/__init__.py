"""Beside the public bodies: agreements with them, referrals to and from them, mandates to act towards them.

Never in their place: what a body is first responsible for is asked of the body, and what a member did not
authorise is not done in her name.
"""
