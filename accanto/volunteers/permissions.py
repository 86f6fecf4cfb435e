"""May this user? One line each."""

from django.db.models import Exists, OuterRef, Q


def volunteers_open_to(user, volunteers, people):
    """The entries of the register that this user may open.

    Coordinators: those of the people whom they may see, looked up one by one: volunteers are few,
    people many. A volunteer: her own. Everybody else: none.
    """
    if not (user.is_authenticated and user.is_active):
        return volunteers.none()
    if user.is_coordinator:
        return volunteers.filter(Exists(people.visible_to(user).filter(pk=OuterRef("person"))))
    return volunteers.filter(Q(user=user)) if user.is_volunteer else volunteers.none()


def may_decide_expense(user, expense) -> bool:
    """Nobody approves an expense of her own."""
    return user.is_coordinator and expense.volunteer.user_id != user.pk


def may_enter_for(user, volunteer) -> bool:
    """A volunteer writes for herself, a coordinator for anybody."""
    return user.is_coordinator or volunteer.user_id == user.pk
