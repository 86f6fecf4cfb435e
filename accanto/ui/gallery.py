"""What the gallery shows: for every component its variants and states, written as in any template."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.template import TemplateSyntaxError, engines
from django.utils.safestring import SafeString

from accanto.base import clock
from accanto.base.fields import DayFormField, TextFormField
from accanto.ui.components import COMPONENTS
from accanto.ui.components.charts import Series
from accanto.ui.components.lists import Link
from accanto.ui.components.strict import attributes
from accanto.ui.icons import ICONS

EXAMPLES: dict[str, list[str]] = {
    "badge": [
        '{% badge "in corso" %} {% badge "mantenuta" tone="ok" %} {% badge "scade alle 18" tone="warn" %} '
        '{% badge "4 giorni fa" tone="danger" %} {% badge "oggi 16:00" tone="accent" icon="clock" %}',
    ],
    "icon": ['{% icon "lock" label="riservato" %}', "{% for name in icons %}{% icon name label=name %} {% endfor %}"],
    "button": [
        '{% button "Salva" %} {% button "Annulla" kind="secondary" %} {% button "Mostra tutto" kind="quiet" %} '
        '{% button "Togli" kind="danger" icon="remove" %}',
        '{% button "Fatto" kind="secondary" icon="check" name="what" value="done" label="Fatto: Mirela" %}',
    ],
    "link_button": [
        '{% link_button "Apri la scheda" "#" %} {% link_button "Nuova richiesta" "#" kind="primary" icon="add" %} '
        '{% link_button "Indietro" "#" kind="quiet" icon="back" %}',
    ],
    "post_button": ['{% post_button "Fatto" "#" icon="check" label="Fatto: portare la certificazione" %}'],
    "card": [
        '{% card heading="Richieste aperte" %}<p>Un doposcuola per Youssef</p>{% endcard %}',
        '{% card heading="Permesso" level=3 tone="warn" %}<p class="muted">scade tra 38 giorni</p>{% endcard %}',
    ],
    "grid": [
        '{% grid columns=6 %}{% card heading="Residenza" level=3 tone="ok" %}<p class="muted">dal 2 aprile</p>'
        '{% endcard %}{% card heading="Permesso" level=3 tone="warn" %}<p class="muted">scade tra 38 giorni</p>'
        '{% endcard %}{% card heading="Assegno" level=3 tone="danger" %}<p class="muted">manca ISEE</p>{% endcard %}'
        "{% endgrid %}",
    ],
    "notice": [
        '{% notice heading="Solo per sapere." %}Il lunedì lo sportello è chiuso.{% endnotice %}'
        '{% notice tone="accent" %}Hai una bozza di ieri.{% endnotice %}'
        '{% notice tone="ok" %}Salvato.{% endnotice %}'
        '{% notice tone="warn" heading="Non lasciare messaggi in segreteria." %}Chiesto da lei.{% endnotice %}'
        '{% notice tone="danger" heading="Non è stato inviato." %}Riprova quando c\'è rete.{% endnotice %}',
    ],
    "empty": [
        '{% empty "Oggi non scade niente." icon="ok" %}{% endempty %}',
        '{% empty "Nessuna richiesta aperta." icon="requests" %}'
        '{% link_button "Nuova richiesta" "#" icon="add" %}{% endempty %}',
    ],
    "form_fields": ["<form>{% form_fields sample %}</form>", "<form>{% form_fields wrong %}</form>"],
    "form_summary": ["<form>{% form_summary wrong_again %}</form>"],
    "field": [
        '<form>{% field chips.kind look="chips" %}{% field chips.outcome look="chips" hide_label=True %}'
        '{% field chips.when width="half" %}{% field chips.minutes width="half" hint="quanto è durata" %}</form>',
    ],
    "day": ["{% for d in days %}{% day d %} · {% endfor %}", "{% day moment time=True %} · {% day moment long=True %}"],
    "ago": ["{% for d in days %}{% ago d %} · {% endfor %}{% ago moment %}"],
    "euro": ["{% euro 1234.5 %}"],
    "phone": ['{% phone "+39 0574 555 0199" %}'],
    "meter": [
        '{% meter value=12 limit=30 label="12 giorni" %}<br>{% meter value=26 limit=30 label="26 giorni" %}<br>'
        '{% meter value=41 limit=30 label="41 giorni" %}<br>{% meter value=5 limit=30 label="5 giorni" tone="ok" %}',
    ],
    "progress": ['{% progress value=3 of=4 %}<br>{% progress value=4 of=4 label="documenti pronti" %}'],
    "tabs": ['{% tabs links label="Scheda di prova" %}'],
    "menu": ['{% menu "Aggiungi" links icon="add" %} {% menu "Altro" links kind="secondary" %}'],
    "crumbs": ["{% crumbs links %}"],
    "data_list": ["{% data_list pairs %}"],
    "pager": ["{% pager page %}"],
    "filters": ["{% filters filter_form %}"],
    "timeline": [
        '{% timeline label="Esempio" %}'
        '{% timeline_entry heading="Visita" meta="oggi · Giulia · 20 min" tone="accent" %}'
        "<p>Ha preparato le foto e il passaporto.</p>{% endtimeline_entry %}"
        '{% timeline_entry meta="16 novembre" %}<p>Richiesta presa in carico</p>{% endtimeline_entry %}'
        "{% endtimeline %}",
    ],
    "timeline_entry": [
        '<ol class="timeline">{% timeline_entry heading="Non trovata" meta="ieri" tone="warn" %}{% endtimeline_entry %}'
        "</ol>",
    ],
    "bars": ['{% bars figures caption="Richieste per area" %}'],
    "areas": ['{% areas months series caption="Alloggi nell\'anno" first="mese" %}'],
}

# Components of the shell itself: the page around the gallery shows them.
IN_THE_SHELL = {"account", "appearance", "drawn_once", "languages", "main_menu", "may_search", "phone_menu"}


class SampleForm(forms.Form):
    """A form with one field of every sort."""

    name = forms.CharField(label="Nome e cognome", max_length=100, help_text="come sul documento")
    born = DayFormField(label="Nata il", required=False)
    about = TextFormField(label="Che cosa è successo?", rows=3, required=False)
    area = forms.ChoiceField(label="Area", choices=[("", "—"), ("school", "scuola"), ("health", "salute")])
    languages = forms.MultipleChoiceField(
        label="Lingue", choices=[("ar", "arabo"), ("fr", "francese")], widget=forms.CheckboxSelectMultiple
    )
    urgent = forms.BooleanField(label="È urgente", required=False)


class ChipsForm(forms.Form):
    """Choices as chips, as in the note box."""

    kind = forms.ChoiceField(
        label="Che cosa", choices=[("v", "Visita"), ("t", "Telefonata"), ("a", "Altro")], widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label="Esito", choices=[("met", "Incontrata"), ("not", "Non trovata")], widget=forms.RadioSelect
    )
    when = DayFormField(label="Quando")
    minutes = forms.IntegerField(label="Minuti", min_value=1, max_value=1440)


class FilterForm(forms.Form):
    """Filters over an invented list."""

    area = forms.ChoiceField(
        label="Area", choices=[("", "tutte"), ("school", "scuola"), ("health", "salute")], required=False
    )
    mine = forms.BooleanField(label="solo le mie", required=False)


@dataclass(frozen=True)
class Shown:
    """One component on the page."""

    name: str
    about: str
    takes: list[str]
    examples: list[tuple[str, SafeString]]
    refusal: str


def shown(request) -> list[Shown]:
    """Every component with its examples drawn, and the refusal of an attribute it does not have."""
    context = sample_context(request)
    return [
        Shown(
            name=name,
            about=(func.__doc__ or "").split("\n")[0],
            takes=attributes(func),
            examples=[(source, draw(source, context, request)) for source in EXAMPLES[name]],
            refusal=refusal_of(name, func),
        )
        for name, func in sorted(COMPONENTS.items())
        if name not in IN_THE_SHELL
    ]


def draw(source: str, context: dict, request) -> SafeString:
    """A template's source, rendered."""
    return engines["django"].from_string(source).render(context, request)


def refusal_of(name: str, func: Callable) -> str:
    """What a component answers to an attribute that it does not have."""
    end = f"{{% end{name} %}}" if "content" in func.__code__.co_varnames else ""
    try:
        engines["django"].from_string(f'{{% {name} colour="red" %}}{end}')
    except TemplateSyntaxError as error:
        return str(error)
    return ""


def sample_context(request) -> dict:
    """Invented things for the examples."""
    today = clock.today()
    return {
        "icons": sorted(ICONS),
        "days": [today + timedelta(n) for n in (-800, -40, -4, -1, 0, 1, 5, 90)],
        "moment": clock.now() - timedelta(minutes=20),
        "links": [
            Link("Adesso", "#adesso", "today", current=True),
            Link("Diario", "#diario", "note", count=12),
            Link("Documenti", "#documenti", "file"),
        ],
        "pairs": [("Lingue", "arabo, francese"), ("Alloggio", "via del Mulino 44, int. 3B"), ("ISEE", None)],
        "page": SimpleNamespace(newer="WzE", older="Wzk"),
        "figures": [("scuola", 14), ("salute", 9), ("un'altra casa", 5, "warn")],
        "months": ["gen", "feb", "mar", "apr", "mag", "giu"],
        "series": [
            Series("occupati", [30, 31, 33, 33, 35, 36], "1"),
            Series("in lavori", [4, 4, 2, 3, 2, 1], "4"),
            Series("liberi", [6, 5, 5, 4, 3, 3], "3"),
        ],
        "sample": SampleForm(auto_id="sample_%s"),
        "wrong": SampleForm({"born": "31/02/1980", "languages": []}, auto_id="wrong_%s"),
        "wrong_again": SampleForm({"name": "Naima"}, auto_id="again_%s"),
        "chips": ChipsForm(initial={"kind": "v", "outcome": "met"}, auto_id="chips_%s"),
        "filter_form": FilterForm(request.GET or None, auto_id="filter_%s"),
    }
