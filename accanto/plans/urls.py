"""Addresses of plans: below /percorsi/, /promesse/ and /uscite/, and a household's own below /nuclei/."""

from django.urls import path

from accanto.plans.views import exits, matrix, plans, promises, versions

app_name = "plans"

urlpatterns = [
    path("percorsi/", plans.plan_list, name="plan_list"),
    path("percorsi/<id:plan_id>/", plans.plan_detail, name="plan_detail"),
    path("percorsi/<id:plan_id>/fase/", plans.phase_move, name="phase_move"),
    path("percorsi/<id:plan_id>/obiettivi/nuovo/", plans.goal_new, name="goal_new"),
    path("percorsi/<id:plan_id>/verifiche/nuova/", plans.review_new, name="review_new"),
    path("percorsi/<id:plan_id>/versioni/nuova/", versions.version_new, name="version_new"),
    path("percorsi/<id:plan_id>/matrice/", matrix.matrix, name="matrix"),
    path("percorsi/<id:plan_id>/matrice/nuova/", matrix.assessment_new, name="assessment_new"),
    path("percorsi/matrici/<id:assessment_id>/", matrix.assessment_edit, name="assessment_edit"),
    path("percorsi/obiettivi/<id:goal_id>/", plans.goal_edit, name="goal_edit"),
    path("percorsi/obiettivi/<id:goal_id>/esito/", plans.goal_move, name="goal_move"),
    path("percorsi/obiettivi/<id:goal_id>/promesse/nuova/", plans.goal_promise_new, name="goal_promise_new"),
    path("percorsi/versioni/<id:version_id>/", versions.version_detail, name="version_detail"),
    path("percorsi/versioni/<id:version_id>/firma/", versions.version_sign, name="version_sign"),
    path("percorsi/versioni/<id:version_id>/disaccordo/", versions.version_disagree, name="version_disagree"),
    path("percorsi/versioni/<id:version_id>/stampa/", versions.version_print, name="version_print"),
    path("promesse/", promises.promise_list, name="promise_list"),
    path("promesse/<id:promise_id>/", promises.promise_detail, name="promise_detail"),
    path("promesse/<id:promise_id>/sposta/", promises.promise_move, name="promise_move"),
    path("promesse/<id:promise_id>/riapri/", promises.promise_reopen, name="promise_reopen"),
    path("uscite/<id:exit_id>/", exits.exit_detail, name="exit_detail"),
    path("uscite/<id:exit_id>/chiavi/", exits.keys_back, name="keys_back"),
    path("uscite/verifiche/<id:follow_up_id>/", exits.follow_up_answer, name="follow_up_answer"),
    path("nuclei/<id:household_id>/percorso/", plans.household_path, name="household_path"),
    path("nuclei/<id:household_id>/percorso/nuovo/", plans.plan_new, name="plan_new"),
    path("nuclei/<id:household_id>/promesse/nuova/", promises.promise_new, name="promise_new"),
    path("nuclei/<id:household_id>/uscita/", exits.exit_new, name="exit_new"),
]
