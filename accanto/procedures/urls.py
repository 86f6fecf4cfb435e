"""Addresses of procedures: below /pratiche/, and a household's own below /nuclei/."""

from django.urls import path

from accanto.procedures.views import catalogue, lists, procedures, steps

app_name = "procedures"

urlpatterns = [
    path("pratiche/", lists.procedure_board, name="procedure_board"),
    path("pratiche/elenco/", lists.procedure_list, name="procedure_list"),
    path("pratiche/catalogo/", catalogue.type_list, name="type_list"),
    path("pratiche/catalogo/nuova/", catalogue.type_new, name="type_new"),
    path("pratiche/catalogo/<id:type_id>/", catalogue.type_detail, name="type_detail"),
    path("pratiche/catalogo/<id:type_id>/modifica/", catalogue.type_edit, name="type_edit"),
    path("pratiche/catalogo/<id:type_id>/versione/", catalogue.version_new, name="version_new"),
    path("pratiche/catalogo/<id:type_id>/ritira/", catalogue.type_withdraw, name="type_withdraw"),
    path("pratiche/catalogo/<id:type_id>/termini/nuovo/", catalogue.rule_new, name="rule_new"),
    path("pratiche/catalogo/<id:type_id>/termini/<id:rule_id>/", catalogue.rule_edit, name="rule_edit"),
    path("pratiche/catalogo/<id:type_id>/termini/<id:rule_id>/togli/", catalogue.rule_remove, name="rule_remove"),
    path("pratiche/catalogo/<id:type_id>/documenti/nuovo/", catalogue.need_new, name="need_new"),
    path("pratiche/catalogo/<id:type_id>/documenti/<id:need_id>/", catalogue.need_edit, name="need_edit"),
    path("pratiche/catalogo/<id:type_id>/documenti/<id:need_id>/togli/", catalogue.need_remove, name="need_remove"),
    path("pratiche/catalogo/<id:type_id>/cifre/<id:amount_id>/", catalogue.amount_edit, name="amount_edit"),
    path("pratiche/<id:procedure_id>/", procedures.procedure_detail, name="procedure_detail"),
    path("pratiche/<id:procedure_id>/correggi/", procedures.procedure_edit, name="procedure_edit"),
    path("pratiche/<id:procedure_id>/passo/<slug:step>/", steps.procedure_step, name="procedure_step"),
    path("pratiche/<id:procedure_id>/appuntamento/", procedures.appointment_edit, name="appointment_edit"),
    path("pratiche/<id:procedure_id>/appuntamento/fine/", procedures.appointment_end, name="appointment_end"),
    path("pratiche/<id:procedure_id>/rinnova/", procedures.procedure_renew, name="procedure_renew"),
    path("pratiche/<id:procedure_id>/giorni/", procedures.days_again, name="days_again"),
    path("pratiche/<id:procedure_id>/documenti/<id:need_id>/", procedures.need_tick, name="need_tick"),
    path("pratiche/<id:procedure_id>/documenti/<id:need_id>/no/", procedures.need_untick, name="need_untick"),
    path("pratiche/giorni/<id:day_id>/fatto/", procedures.day_settle, name="day_settle"),
    path("pratiche/giorni/<id:day_id>/sposta/", procedures.day_move, name="day_move"),
    path("nuclei/<id:household_id>/pratiche/", lists.household_procedures, name="household_procedures"),
    path("nuclei/<id:household_id>/pratiche/nuova/", procedures.procedure_new, name="procedure_new"),
]
