"""What the documents name is there, and what whoever runs it must know is named."""

import re
from itertools import chain

from django.conf import settings

from tests.architecture.source import ROOT, name_of, product_files

LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
VARIABLE = re.compile(r"""["'](ACCANTO_[A-Z_]+|DATABASE_URL)["']""")
VERBS = re.compile(r"^    (?:(\w+)\) shift|(init(?: \| \w+)+)\)|(worker)\)$)", re.MULTILINE)


def text_of(name: str) -> str:
    return (ROOT / name).read_text()


def test_links_lead_somewhere():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{name_of(file)}: {link}"
        for file in documents
        for link in LINK.findall(file.read_text())
        if not (file.parent / link).exists()
    ]
    assert broken == []


def test_every_app_is_on_both_maps():
    apps = {name.removeprefix("accanto.") for name in settings.ACCANTO_APPS}
    assert apps - set(re.findall(r"\(accanto/(\w+)\)", text_of("README.md"))) == set()
    lines = text_of("ARCHITECTURE.md").split("```")[1].splitlines()
    assert apps - set(chain.from_iterable(re.findall(r"\w+", line.split("  ")[0]) for line in lines)) == set()


def test_every_variable_is_told_to_whoever_runs_it():
    read = set(chain.from_iterable(VARIABLE.findall(file.read_text()) for file in product_files()))
    assert len(read) > 10
    assert {name for name in read if f"`{name}`" not in text_of("docs/operator.md")} == set()


def test_every_verb_of_the_front_door_stands_in_the_readme():
    found = VERBS.findall(text_of("run"))
    verbs = set(chain.from_iterable(re.findall(r"\w+", "".join(groups)) for groups in found))
    assert {"serve", "worker", "backup"} <= verbs
    missing = {
        verb
        for verb in verbs
        if f"`{verb}`" not in text_of("README.md") and f"./run {verb} " not in text_of("README.md")
    }
    assert missing == set()
