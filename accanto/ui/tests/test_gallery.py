"""Given the gallery, every component is in it, and a wrong attribute is refused with those it takes."""

import pytest
from django.template import TemplateSyntaxError, engines

from accanto.ui.components import COMPONENTS
from accanto.ui.components.strict import attributes
from accanto.ui.gallery import EXAMPLES, IN_THE_SHELL, refusal_of, sample_context, shown


def drawn(source, rf, **context):
    request = rf.get("/ui/", context.pop("query", None))
    return engines["django"].from_string(source).render({**sample_context(request), **context}, request)


def test_every_component_is_in_the_gallery_and_nothing_else():
    assert set(EXAMPLES) | IN_THE_SHELL == set(COMPONENTS)


@pytest.mark.parametrize("name", sorted(COMPONENTS))
def test_an_unknown_attribute_is_refused_and_the_known_ones_are_named(name):
    refusal = refusal_of(name, COMPONENTS[name])
    assert "colour" in refusal
    for attribute in attributes(COMPONENTS[name]):
        assert attribute in refusal


def test_a_value_out_of_the_list_is_refused_when_the_template_is_compiled():
    with pytest.raises(TemplateSyntaxError, match="tone='pink'.*plain.ok.warn.danger.accent"):
        engines["django"].from_string('{% badge "x" tone="pink" %}')


def test_a_value_out_of_the_list_is_refused_when_it_comes_from_a_variable(rf):
    with pytest.raises(TemplateSyntaxError, match="tone='pink'"):
        drawn('{% badge "x" tone=tone %}', rf, tone="pink")


def test_an_empty_value_means_the_default(rf):
    assert "badge-plain" in drawn('{% badge "x" tone=tone %}', rf, tone="")


def test_the_gallery_shows_every_example_and_every_refusal(rf):
    page = shown(rf.get("/ui/"))
    assert [component.name for component in page] == sorted(EXAMPLES)
    assert all(component.refusal and component.examples and component.about for component in page)


def test_text_is_escaped(rf):
    nasty = "<script>alert(1)</script>"
    sources = [
        "{% badge nasty %}",
        "{% button nasty %}",
        "{% link_button nasty nasty %}",
        "{% post_button nasty nasty label=nasty %}",
        "{% card heading=nasty %}{{ nasty }}{% endcard %}",
        "{% notice heading=nasty %}{{ nasty }}{% endnotice %}",
        "{% empty nasty %}{% endempty %}",
        "{% phone nasty %}",
        "{% meter value=1 limit=2 label=nasty %}",
        "{% timeline %}{% timeline_entry heading=nasty meta=nasty %}{% endtimeline_entry %}{% endtimeline %}",
        "{% data_list pairs %}",
        "{% bars figures caption=nasty %}",
    ]
    for source in sources:
        html = drawn(source, rf, nasty=nasty, pairs=[(nasty, nasty)], figures=[(nasty, 3)])
        assert "<script" not in html, source
        assert "&lt;script&gt;" in html, source
