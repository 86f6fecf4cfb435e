"""Words with a fixed meaning: categories of members, citizenships, countries, sexes, titles of a home."""

import re
from functools import lru_cache

from babel import Locale

from accanto.base.codes import NOT_COUNTRIES
from accanto.base.text import fold
from accanto.exchange.cells.reading import NOTHING, Reading, as_text, is_blank
from accanto.residents.models import MembershipCategory

SHORTEST_ABBREVIATION = 3

CATEGORIES = {
    MembershipCategory.ORDINARY: "ordinario ordinaria lavoratore lavoratrice fruitore fruitrice cooperatore semplice",
    MembershipCategory.ASSIGNEE: "assegnatario assegnataria conduttore conduttrice inquilino inquilina residente",
    MembershipCategory.VOLUNTEER: "volontario volontaria",
}

# Adjectives of citizenship without their last letter, so that "cinese", "cinesi" and "rumeno/a" all fit.
DEMONYMS = {
    "IT": "italian", "CN": "cines", "AL": "albanes", "RO": "romen rumen", "PK": "pakistan pachistan",
    "NG": "nigerian", "MA": "marocchin", "UA": "ucrain", "BD": "bangladesh bengales bangladeshian", "SN": "senegales",
    "PE": "peruvian", "PH": "filippin", "LK": "srilankes cingales singales", "IN": "indian", "EG": "egizian",
    "TN": "tunisin", "DZ": "algerin", "GH": "ghanes ghanean", "CI": "ivorian", "ML": "malian", "GM": "gambian",
    "GN": "guinean", "BF": "burkinab", "TG": "togoles", "BJ": "benines", "CM": "camerunens camerunes",
    "ET": "etiop", "ER": "eritre", "SO": "somal", "SD": "sudanes", "LY": "libic", "SY": "sirian", "IQ": "irachen",
    "IR": "iranian", "AF": "afghan afgan", "TR": "turc", "LB": "libanes", "PS": "palestines", "JO": "giordan",
    "IL": "israelian", "KZ": "kazak", "GE": "georgian", "AM": "armen", "AZ": "azer azerbaigian", "RU": "russ",
    "BY": "bieloruss", "MD": "moldav", "PL": "polacc", "BG": "bulgar", "RS": "serb", "HR": "croat", "BA": "bosniac",
    "XK": "kosovar", "MK": "macedon", "ME": "montenegrin", "SI": "sloven", "SK": "slovacc", "CZ": "cec",
    "HU": "ungheres", "AT": "austriac", "DE": "tedesc", "FR": "frances", "ES": "spagnol", "PT": "portoghes",
    "GB": "britannic ingles", "IE": "irlandes", "NL": "olandes", "BE": "belg", "CH": "svizzer", "GR": "grec",
    "SE": "svedes", "NO": "norveges", "DK": "danes", "FI": "finlandes", "LT": "lituan", "LV": "letton",
    "EE": "eston", "US": "statunitens american", "CA": "canades", "MX": "messican", "CU": "cuban",
    "DO": "dominican", "HT": "haitian", "BR": "brasilian", "AR": "argentin", "CL": "cilen", "CO": "colombian",
    "EC": "ecuadorian ecuadoregn", "VE": "venezuelan", "BO": "bolivian", "UY": "uruguaian uruguayan",
    "PY": "paraguaian paraguayan", "SV": "salvadoregn", "GT": "guatemaltec", "HN": "hondureg", "NI": "nicaraguens",
    "JP": "giappones", "KR": "sudcorean corean", "VN": "vietnamit", "TH": "thailandes tailandes",
    "ID": "indonesian", "NP": "nepales", "MN": "mongol", "TW": "taiwanes", "AU": "australian",
    "CD": "congoles", "AO": "angolan", "MZ": "mozambican", "KE": "kenian kenyan keniot", "TZ": "tanzanian",
    "UG": "ugandes", "RW": "ruandes", "ZA": "sudafrican", "CV": "capoverdian", "MR": "mauritan", "NE": "nigerin",
    "TD": "ciadian", "SL": "sierraleones", "LR": "liberian", "GW": "guineense", "MU": "maurizian", "MG": "malgasc",
}  # fmt: skip
OTHER_COUNTRY_NAMES = {
    "rep popolare cinese": "CN",
    "repubblica popolare cinese": "CN",
    "rpc": "CN",
    "prc": "CN",
    "moldova": "MD",
    "bangladesch": "BD",
    "costa d avorio": "CI",
    "birmania": "MM",
    "repubblica ceca": "CZ",
    "olanda": "NL",
    "inghilterra": "GB",
    "gran bretagna": "GB",
    "stati uniti d america": "US",
    "usa": "US",
    "urss": "RU",
    "macedonia": "MK",
    "congo": "CD",
    "swaziland": "SZ",
    "pachistan": "PK",
    "rep dominicana": "DO",
    "bosnia": "BA",
    "bosnia erzegovina": "BA",
    "palestina": "PS",
    "rwanda": "RW",
    "ceylon": "LK",
}
SEXES = {"f": "F", "femmina": "F", "donna": "F", "femminile": "F", "m": "M", "maschio": "M", "uomo": "M"} | {
    "maschile": "M",
    "altro": "X",
    "x": "X",
}


def parse_category(value) -> Reading:
    """The section of the members' book; three letters are enough ("asse.")."""
    if is_blank(value):
        return NOTHING
    word = re.sub(r"\bsoci[oae]?\b", "", fold(as_text(value))).strip()
    for category, names in CATEGORIES.items():
        if any(_abbreviates(word, name) for name in names.split()):
            return Reading(category)
    return Reading(code="category_unknown")


def _abbreviates(word: str, name: str) -> bool:
    return len(word) >= SHORTEST_ABBREVIATION and (name.startswith(word) or word.startswith(name[:-1]))


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Folded Italian country name → ISO code."""
    names = Locale.parse("it").territories.items()
    known = {fold(name): code for code, name in names if len(code) == 2 and code not in NOT_COUNTRIES}
    return known | OTHER_COUNTRY_NAMES


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    return {stem: code for code, stems in DEMONYMS.items() for stem in stems.split()}


@lru_cache(maxsize=5_000)
def country_of(text: str) -> str:
    """The ISO code of a country's Italian name, empty when it is none."""
    return _countries().get(fold(re.sub(r"\(.*?\)", "", text)), "")


@lru_cache(maxsize=5_000)
def citizenship_of(text: str) -> str:
    """The ISO code behind an adjective ("cinese"), a country's name or its code; empty when it is none."""
    word = re.sub(r"^(citt|cittadin[oa]|nazionalita)\b", "", fold(text)).strip()
    stems = _adjectives()
    found = stems.get(word) or stems.get(word[:-1]) or stems.get(word[:-2]) or country_of(word) or _begun(word)
    upper = word.upper()
    return found or (upper if upper in set(_countries().values()) else "")


def _begun(word: str) -> str:
    """The one country whose adjective begins so: "ita", "alb."."""
    countries = {code for stem, code in _adjectives().items() if stem.startswith(word)}
    return countries.pop() if len(word) >= SHORTEST_ABBREVIATION and len(countries) == 1 else ""


def parse_citizenships(value) -> Reading:
    """The ISO codes of one or several citizenships, in the order written."""
    if is_blank(value):
        return NOTHING
    text = as_text(value)
    if code := citizenship_of(text):
        return Reading([code])
    for separators in (r"\s*;\s*", r"\s*(?:[/,;+&\n-]|\be\b)\s*"):
        codes = [citizenship_of(part) for part in re.split(separators, text) if part]
        if codes and all(codes):
            return Reading(list(dict.fromkeys(codes)))
    return Reading(code="citizenship_unknown")


def parse_sex(value) -> Reading:
    """ "F", "M" or "X"; what is not understood is left out without a word, the tax code says it better."""
    return Reading(SEXES.get(fold(as_text(value)), "") or None)
