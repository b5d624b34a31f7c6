"""The outlet's country by the end of its host name, and what follows from it."""

import pytest

import newsnlp
from newsnlp.dates.component import DateComponent
from newsnlp.dates.outlet import country_of_outlet


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.co.uk/a?b=.fr", "GB"),
        ("http://example.com.au:8080/x", "AU"),
        ("https://EXAMPLE.FR./", "FR"),
        ("https://example.gov/a", "US"),
        ("https://example.com/uk", None),
        ("https://example.tv/", None),
        ("https://[bad", None),
        ("http://192.0.2.1/x", None),
        ("example.de", None),
        ("", None),
        (None, None),
    ],
)
def test_country(url: str | None, country: str | None) -> None:
    assert country_of_outlet(url) == country


@pytest.mark.parametrize(
    ("url", "component", "value"),
    [
        ("https://example.co.uk/1", DateComponent(), "2025-04-03"),
        ("https://example.com/1", DateComponent(), "2025-03-04"),
        ("https://example.co.uk/1", DateComponent(country="US"), "2025-03-04"),
    ],
)
def test_the_url_decides_the_order_of_day_and_month(url: str, component: DateComponent, value: str) -> None:
    pipeline = newsnlp.load(components=[component])
    doc = newsnlp.enrich("It was signed on 03/04/2025.", published="2025-06-01", url=url, pipeline=pipeline)
    assert [mention.timex.value for mention in doc.dates if mention.timex] == [value]
