"""Addresses of housing: /alloggi/, /domande/, and a household's home below /nuclei/."""

from django.urls import path

from accanto.housing.views import applications, assignments, dwellings, occupancy

app_name = "housing"

urlpatterns = [
    path("alloggi/", dwellings.dwelling_list, name="dwelling_list"),
    path("alloggi/occupazione/", occupancy.occupancy, name="occupancy"),
    path("alloggi/fabbricati/nuovo/", dwellings.building_new, name="building_new"),
    path("alloggi/fabbricati/<id:building_id>/", dwellings.building_detail, name="building_detail"),
    path("alloggi/fabbricati/<id:building_id>/modifica/", dwellings.building_edit, name="building_edit"),
    path("alloggi/fabbricati/<id:building_id>/nuovo/", dwellings.dwelling_new, name="dwelling_new"),
    path("alloggi/<id:dwelling_id>/", dwellings.dwelling_detail, name="dwelling_detail"),
    path("alloggi/<id:dwelling_id>/modifica/", dwellings.dwelling_edit, name="dwelling_edit"),
    path("alloggi/<id:dwelling_id>/posti/nuovo/", dwellings.place_new, name="place_new"),
    path("alloggi/posti/<id:place_id>/", dwellings.place_edit, name="place_edit"),
    path("alloggi/<id:dwelling_id>/lavori/nuovi/", dwellings.works_new, name="works_new"),
    path("alloggi/lavori/<id:works_id>/", dwellings.works_edit, name="works_edit"),
    path("alloggi/<id:dwelling_id>/assegna/", assignments.assignment_start, name="assignment_start"),
    path("alloggi/<id:dwelling_id>/assegna/<id:household_id>/", assignments.assignment_new, name="assignment_new"),
    path("alloggi/assegnazioni/<id:assignment_id>/", assignments.assignment_edit, name="assignment_edit"),
    path("alloggi/assegnazioni/<id:assignment_id>/fine/", assignments.assignment_end, name="assignment_end"),
    path(
        "alloggi/assegnazioni/<id:assignment_id>/comunicazione/<id:person_id>/",
        assignments.notification_new,
        name="notification_new",
    ),
    path("nuclei/<id:household_id>/casa/", assignments.household_home, name="household_home"),
    path("nuclei/<id:household_id>/assegna/", assignments.assignment_for_household, name="assignment_for_household"),
    path("nuclei/<id:household_id>/domanda/", applications.application_for_household, name="application_for_household"),
    path("domande/", applications.application_list, name="application_list"),
    path("domande/nuova/", applications.application_new, name="application_new"),
    path("domande/nuova/<id:person_id>/", applications.application_for_person, name="application_for_person"),
    path("domande/<id:application_id>/", applications.application_detail, name="application_detail"),
    path("domande/<id:application_id>/modifica/", applications.application_edit, name="application_edit"),
    path("domande/<id:application_id>/decidi/", applications.application_decide, name="application_decide"),
]
