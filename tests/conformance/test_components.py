"""Every component that newsnlp ships keeps the contract that it asks of others."""

import pytest

import newsnlp
from newsnlp.knowledge.component import Knowledge
from newsnlp.protocols import Component
from newsnlp.testing import check_component


@pytest.mark.parametrize(
    ("model", "name"), [("fast", "entities"), ("accurate", "entities"), ("fast", "dates"), ("fast", "quantities")]
)
def test_our_components_keep_the_contract(model, name):
    (component,) = (component for component in newsnlp.default_components(model) if component.name == name)
    assert isinstance(component, Component)
    check_component(component)


def test_the_users_knowledge_keeps_the_contract():
    names = ("Ana Ruiz", "Ruiz", "Moscow", "New York", "José Núñez", "U.S.", "Zürich", "the BBC", "X", "May", "of")
    check_component(Knowledge([{"name": name, "label": "ORG", "case": "any"} for name in names]))


def test_these_are_all():
    assert [component.name for component in newsnlp.default_components()] == ["entities", "dates", "quantities"]
