"""newsnlp's components as spaCy factories: `newsnlp_entities`, `newsnlp_dates`, `newsnlp_quantities`, and `newsnlp`.

spaCy imports this module when any pipeline is made, so it is thin: what is heavy is imported when a factory is called.

Example:
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("newsnlp")
    >>> [(ent.text, ent.label_) for ent in nlp("Xi Jinping Visits Moscow").ents]
    [('Xi Jinping', 'PERSON'), ('Moscow', 'GPE')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from spacy.language import Language

if TYPE_CHECKING:
    from newsnlp.spacy_component import SpacyComponent

__all__ = ["make_all", "make_dates", "make_entities", "make_quantities"]

_ASSIGNS = ["doc.ents"]


@Language.factory("newsnlp_entities", assigns=_ASSIGNS, default_config={"model": "fast"})
def make_entities(nlp: Language, name: str, model: Literal["fast", "accurate"]) -> SpacyComponent:  # noqa: ARG001 - spaCy's signature
    """Make the component that finds names; `model` is `fast` or `accurate`."""
    from newsnlp.entities.component import EntityComponent
    from newsnlp.spacy_component import SpacyComponent

    return SpacyComponent([EntityComponent(model=model)])


@Language.factory("newsnlp_dates", assigns=_ASSIGNS, default_config={"country": None})
def make_dates(nlp: Language, name: str, country: str | None) -> SpacyComponent:  # noqa: ARG001
    """Make the component that finds and resolves dates; `country` is an ISO 3166 alpha-2 code."""
    from newsnlp.dates.component import DateComponent
    from newsnlp.spacy_component import SpacyComponent

    return SpacyComponent([DateComponent(country=country)])


@Language.factory("newsnlp_quantities", assigns=_ASSIGNS)
def make_quantities(nlp: Language, name: str) -> SpacyComponent:  # noqa: ARG001
    """Make the component that finds money, percents, counts and measures."""
    from newsnlp.quantities.component import QuantityComponent
    from newsnlp.spacy_component import SpacyComponent

    return SpacyComponent([QuantityComponent()])


@Language.factory("newsnlp", assigns=_ASSIGNS, default_config={"model": "fast"})
def make_all(nlp: Language, name: str, model: Literal["fast", "accurate"]) -> SpacyComponent:  # noqa: ARG001
    """Make one component that does it all, as `newsnlp.enrich` does."""
    from newsnlp.api import default_components
    from newsnlp.spacy_component import SpacyComponent

    return SpacyComponent(default_components(model))
