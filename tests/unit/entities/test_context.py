"""Who and what an article means by its day, its title words, its other places and its field: the base that ships."""

import pytest

import newsnlp


@pytest.fixture(scope="module")
def pipeline():
    return newsnlp.load()


def ids(pipeline, text, published=None):
    document = pipeline(newsnlp.Article(text, published=published))
    return {entity.name: entity.qid for entity in document.entities}


@pytest.mark.parametrize(
    ("text", "published", "name", "qid"),
    [
        ("President Bush met Kuwaiti leaders in Washington.", "1991-03-01", "Bush", "Q23505"),
        ("President Bush met Kuwaiti leaders in Washington.", "2005-03-01", "Bush", "Q207"),
        ("Prime Minister Trudeau spoke in Ottawa, Canada.", "1975-05-01", "Trudeau", "Q8619"),
        ("Prime Minister Trudeau spoke in Ottawa, Canada.", "2017-05-01", "Trudeau", "Q3099714"),
        ("President Clinton flew to Moscow.", "1996-05-01", "Clinton", "Q1124"),
        ("Secretary of State Clinton flew to Moscow.", "2010-05-01", "Clinton", "Q6294"),
        ("President Johnson greeted the troops.", "1966-01-01", "Johnson", "Q9640"),
        ("Prime Minister Johnson left Downing Street in London.", "2020-01-01", "Johnson", "Q180589"),
        ("President Roosevelt went hunting.", "1907-01-01", "Roosevelt", "Q33866"),
        ("Queen Elizabeth visited Canada.", "1991-01-01", "Elizabeth", "Q9682"),
    ],
)
def test_the_office_on_the_day_says_who(pipeline, text, published, name, qid):
    assert ids(pipeline, text, published)[name] == qid


@pytest.mark.parametrize(
    ("text", "name", "qid"),
    [
        ("A tornado struck Paris, Texas, on Monday.", "Paris", "Q830149"),
        ("A storm struck Paris on Monday, French officials said.", "Paris", "Q90"),
        ("Protesters filled Tbilisi as Georgia voted.", "Georgia", "Q230"),
        ("Russian troops crossed into Georgia near Tbilisi.", "Georgia", "Q230"),
        ("Voters in Atlanta and Savannah went to the polls as Georgia voted.", "Georgia", "Q1428"),
        ("Students returned to Moscow, Idaho, after the attack in Boise.", "Moscow", "Q499927"),
        ("Snow fell in Moscow, Russian television said.", "Moscow", "Q649"),
        ("Police in Birmingham, England, made an arrest.", "Birmingham", "Q2256"),
        ("Police in Birmingham said the man drove from Montgomery across Alabama.", "Birmingham", "Q79867"),
        ("Trains between London and Birmingham were late, British officials said.", "Birmingham", "Q2256"),
        ("Congo's president spoke in Brazzaville.", "Congo", "Q971"),
        ("Congo's president spoke in Kinshasa.", "Congo", "Q974"),
        ("Pyongyang fired a missile, and Korea's state media cheered.", "Korea", "Q423"),
        ("Korea's exports rose, the finance ministry in Seoul said.", "Korea", "Q884"),
        ("Portland and Salem in Oregon saw snow.", "Portland", "Q6106"),
        ("The fire spread to Portland, Maine.", "Portland", "Q49201"),
        ("Melbourne and Victoria went into lockdown, Australia said.", "Victoria", "Q36687"),
        ("Victoria, British Columbia, had rain.", "Victoria", "Q2132"),
    ],
)
def test_the_other_places_say_which_place(pipeline, text, name, qid):
    assert ids(pipeline, text)[name] == qid


def test_a_place_after_a_comma_rules_out_the_better_known(pipeline):
    (tripoli,) = [e for e in pipeline(newsnlp.Article("Tripoli, Lebanon, saw protests.")).entities if e.country == "LB"
                  and e.name == "Tripoli"]  # fmt: skip
    assert tripoli.qid is None
    assert tripoli.ids["geonames"] == "266826"


def test_a_field_says_who(pipeline):
    music = ids(pipeline, "Clapton played his guitar and sang songs with Hendrix at the concert.")
    assert (music["Clapton"], music["Hendrix"]) == ("Q48187", "Q5928")


def test_a_first_name_alone_is_nobody(pipeline):
    assert ids(pipeline, "Thomas and David went home.") == {"Thomas": None, "David": None}


def test_other_spellings_of_a_name(pipeline):
    found = ids(pipeline, "Iran mourned Qassem Soleimani. Accen Ture shares gained. The FED cut rates.")
    assert found["Qassem Soleimani"] == "Q892014"


def test_a_team_is_not_its_town(base, linked):
    assert linked("Strelsau won the cup.", ("Strelsau", "ORG"))["Strelsau"].qid is None
