"""If it says saved, it is saved (promise P12), in short; `tests/durability` does it a thousand times."""

import pytest

from tests.durability.trial import Outcome, trial


@pytest.mark.slow
@pytest.mark.sqlite_only
@pytest.mark.enable_socket
@pytest.mark.parametrize(("kills", "cold"), [(8, False), (2, True)])
def test_no_saved_note_is_lost_or_doubled_when_the_server_is_killed(kills, cold):
    outcome = trial(kills, cold=cold)
    assert outcome.is_clean, outcome
    assert outcome.acknowledged > kills and outcome.cut_short > 0


@pytest.mark.parametrize("what", ["lost", "doubled", "altered", "refused"])
def test_one_fault_is_enough(what):
    outcome = Outcome(acknowledged=1000)
    assert outcome.is_clean
    setattr(outcome, what, ["one"])
    assert not outcome.is_clean
