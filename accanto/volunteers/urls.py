"""Addresses of volunteers, below /volontari/."""

from django.urls import path

from accanto.volunteers.views import households, register, work

app_name = "volunteers"

urlpatterns = [
    path("", register.volunteer_list, name="volunteer_list"),
    path("registro/", register.register_print, name="register_print"),
    path("nuovo/", register.volunteer_find, name="volunteer_find"),
    path("nuovo/<id:person_id>/", register.volunteer_new, name="volunteer_new"),
    path("io/", register.own, name="own"),
    path("abbinamenti/", households.matching, name="matching"),
    path("presenza/", households.presence, name="presence"),
    path("regole/", work.law, name="law"),
    path("regole/casellario/", work.policy_edit, name="policy_edit"),
    path("regole/delibere/nuova/", work.resolution_new, name="resolution_new"),
    path("spese/", work.expense_list, name="expense_list"),
    path("spese/<id:expense_id>/approva/", work.expense_approve, name="expense_approve"),
    path("spese/<id:expense_id>/non-approvare/", work.expense_refuse, name="expense_refuse"),
    path("spese/<id:expense_id>/ritira/", work.expense_withdraw, name="expense_withdraw"),
    path("nuclei/<id:household_id>/affida/", households.assign, name="assign"),
    path("nuclei/<id:household_id>/desideri/", households.wish_edit, name="wish_edit"),
    path("nuclei/<id:household_id>/lontani/", households.keep_apart_new, name="keep_apart_new"),
    path("incarichi/<id:place_id>/passa/", households.hand_over, name="hand_over"),
    path("<id:volunteer_id>/", register.volunteer_detail, name="volunteer_detail"),
    path("<id:volunteer_id>/modifica/", register.volunteer_edit, name="volunteer_edit"),
    path("<id:volunteer_id>/esce/", register.volunteer_leave, name="volunteer_leave"),
    path("<id:volunteer_id>/disponibilita/", register.availability_edit, name="availability_edit"),
    path("<id:volunteer_id>/assicurazione/nuova/", register.cover_new, name="cover_new"),
    path("<id:volunteer_id>/casellario/nuovo/", register.record_check_new, name="record_check_new"),
    path("<id:volunteer_id>/corsi/nuovo/", register.training_new, name="training_new"),
    path("<id:volunteer_id>/ore/nuove/", register.other_hours_new, name="other_hours_new"),
    path("<id:volunteer_id>/spese/", work.expenses, name="expenses"),
    path("<id:volunteer_id>/spese/nuova/", work.expense_new, name="expense_new"),
    path("<id:volunteer_id>/lontani/<id:pair_id>/togli/", households.keep_apart_end, name="keep_apart_end"),
]
