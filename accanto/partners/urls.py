"""Addresses of partners: agreements, referrals, mandates."""

from django.urls import path

from accanto.partners.views import agreements, agreements_around

app_name = "partners"

urlpatterns = [
    path("accordi/", agreements.agreement_list, name="agreement_list"),
    path("accordi/nuovo/", agreements.agreement_new, name="agreement_new"),
    path("accordi/<id:agreement_id>/", agreements.agreement_detail, name="agreement_detail"),
    path("accordi/<id:agreement_id>/modifica/", agreements.agreement_edit, name="agreement_edit"),
    path("accordi/<id:agreement_id>/passo/<slug:step>/", agreements.agreement_step, name="agreement_step"),
    path("accordi/<id:agreement_id>/copia/", agreements_around.agreement_copy, name="agreement_copy"),
    path("accordi/<id:agreement_id>/copre/", agreements_around.agreement_cover, name="agreement_cover"),
    path("accordi/<id:agreement_id>/impegni/nuovo/", agreements_around.duty_new, name="duty_new"),
    path("accordi/<id:agreement_id>/impegni/<id:duty_id>/", agreements_around.duty_edit, name="duty_edit"),
    path("accordi/<id:agreement_id>/impegni/<id:duty_id>/fatto/", agreements_around.duty_done, name="duty_done"),
    path("accordi/<id:agreement_id>/spese/nuova/", agreements_around.cost_new, name="cost_new"),
    path("accordi/<id:agreement_id>/spese/<id:cost_id>/togli/", agreements_around.cost_remove, name="cost_remove"),
]
