"""What a resident sees of her building."""

from accanto.coexistence import queries
from accanto.coexistence.queries import OwnHome
from accanto.housing.models import Building


def house(user, home: OwnHome) -> dict:
    """Her turns and bookings, what neighbours ask of her, this building's week, meetings, cash and rules."""
    building, household = home.building, home.household
    return {
        "home": home,
        "turns": queries.turns_of(household, building),
        "swaps": queries.swaps_of(household, building),
        "weeks": queries.weeks_ahead(building, own=household.pk),
        "bookable": queries.spaces_of(building).filter(is_bookable=True),
        "bookings": queries.booking_page(building, "", own=household.pk),
        "next_meeting": queries.next_meeting(building),
        "last_meeting": queries.last_held(building),
        "decisions": queries.open_decisions(user, building, household),
        "balance": queries.balance_of(building),
        "rules": own_rules(home, ""),
        "is_representative": queries.represents(user, building),
    }


def own_rules(home: OwnHome, language: str) -> dict | None:
    """The rules that bind her, in a language that exists, beside what she signed; None while there are none."""
    rules = queries.in_force(home.building)
    if rules is None:
        return None
    usual, missing = queries.language_for(rules, home.person)
    wording = queries.wording_in(rules, language or usual)
    language = (language or usual) if wording else usual
    return {
        "rules": rules,
        "wording": wording or queries.wording_in(rules, usual),
        "language": language,
        "missing": missing,
        "translations": rules.translations.all(),
        "reading": queries.reading_of(rules, home.person),
    }


def house_year(user, home: OwnHome, building: Building, cursor: str) -> dict:
    """Rota, meetings, cash and bookings of the building that she represents."""
    return queries.life_of(user, building, own=home.household.pk) | {
        "weeks": queries.current_weeks(building, own=home.household.pk),
        "meetings": queries.meeting_page(building, ""),
        "page": queries.movement_page(building, cursor),
        "bookings": queries.booking_page(building, "", own=home.household.pk),
    }
