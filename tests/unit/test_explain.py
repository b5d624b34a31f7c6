"""Explanations: of a record alone, of a run with its candidates, and of a pair of documents."""

import dataclasses
import json
import math

import pytest

import newsnlp
from newsnlp.dates.component import DateComponent
from newsnlp.document import EnrichedDocument, Entity, Link, Mention, Quantity, Timex
from newsnlp.errors import ComponentError, ConfigError
from newsnlp.explanation import OUTCOMES, Candidate, Maker, Note
from newsnlp.mentions import outcomes, settle
from newsnlp.pipeline import Pipeline

TEXT = "The 2018 Winter Olympics cost $13 billion and ended on May 9 and May 11."


def at(text, label, by, **values):
    start = TEXT.index(text)
    return Mention(start, start + len(text), text, label, by=by, **values)


def dated(text, value, by="dates:year"):
    start = TEXT.index(text)
    return at(text, "DATE", by, timex=Timex("DATE", value, (start, start + len(text))))


class Found:
    """A component that yields what it was given, and notes on it."""

    def __init__(self, name, found, notes=()):
        self.name, self.found, self.notes = name, found, notes

    def annotate(self, doc, so_far):
        return self.found

    def explain(self, doc):
        return self.notes


@pytest.fixture(scope="module")
def default():
    return newsnlp.load()


@pytest.fixture(scope="module")
def result():
    return newsnlp.link(
        [
            {"id": "a", "title": "Magnitude 6.1 Quake Hits Chile", "published": "2025-02-10"},
            {"id": "b", "title": "Strong Quake Hits Chile Coast", "published": "2025-02-11"},
            {"id": "c", "title": "Magnitude 6.1 Quake Hits Japan", "published": "2025-05-11"},
            {"id": "d", "title": "Central Bank Cuts Rates"},
        ]
    )


def one(explanation, text):
    (found,) = [mention for mention in explanation.mentions if mention.text == text]
    return found


class TestRecord:
    def test_a_blank_text_has_nothing_to_explain(self):
        explanation = EnrichedDocument(id="a", text="").explain()
        assert (explanation.mentions, explanation.entities, explanation.links) == ((), (), ())
        assert str(explanation) == "document a"

    def test_a_mention_names_component_rule_anchor_and_score(self):
        timex = Timex("DATE", "2025-02-07", (0, 11), interval=("2025-02-07", "2025-02-08"), anchor="2025-02-10")
        mention = Mention(0, 11, "last Friday", "DATE", 0.9, by="dates:near_name", timex=timex)
        (found,) = EnrichedDocument(id="a", text="last Friday", mentions=(mention,)).explain().mentions
        assert (found.component, found.rule, found.anchor, found.score) == ("dates", "near_name", "2025-02-10", 0.9)
        assert "counted from 2025-02-10" in "\n".join(found.lines())

    @pytest.mark.parametrize(
        ("by", "makers"),
        [
            ("entities", (Maker("entities"),)),
            ("", (Maker(""),)),
            ("dates:weekday+clock", (Maker("dates", "weekday+clock"),)),
            ("entities+dates:weekday+clock", (Maker("entities"), Maker("dates", "weekday+clock"))),
            ("entities+quantities:parse", (Maker("entities"), Maker("quantities", "parse"))),
        ],
    )
    def test_makers_are_read_from_by(self, by, makers):
        (found,) = EnrichedDocument(id="a", text="x", mentions=(Mention(0, 1, "x", "DATE", by=by),)).explain().mentions
        assert found.makers == makers

    def test_the_anchor_of_a_range_is_that_of_its_end(self):
        ends = (Timex("DATE", "2025", (0, 1)), Timex("DATE", "2025-02", (0, 1), anchor="2025-02-10"))
        mention = Mention(0, 1, "x", "DATE", by="dates:range", timex=Timex("DATE", "2025/2025-02", (0, 1), parts=ends))
        (found,) = EnrichedDocument(id="a", text="x", mentions=(mention,)).explain().mentions
        assert found.anchor == "2025-02-10"

    def test_an_entity_has_a_reason_for_each_mention(self):
        mentions = (Mention(0, 9, "Ana Silva", "PERSON", entity="e1"), Mention(10, 15, "Silva", "PERSON", entity="e1"))
        reasons = ("first mention", "name part of 'Ana Silva'")
        entity = Entity("e1", "Ana Silva", "PERSON", mentions=(0, 1), reasons=reasons)
        document = EnrichedDocument(id="a", text="Ana Silva Silva", mentions=mentions, entities=(entity,))
        (found,) = document.explain().entities
        assert [(m.text, m.reason) for m in found.mentions] == [("Ana Silva", reasons[0]), ("Silva", reasons[1])]

    def test_evidence_in_another_form_is_left_out(self):
        link = Link("b", 0.7, "same_story", {"terms": "many", "words": "one", "days_apart": "two", "similarity": []})
        (found,) = EnrichedDocument(id="a", text="x", links=(link,)).explain().links
        assert (dict(found.terms), found.words, found.days_apart, found.similarity) == ({}, (), None, None)

    def test_explanations_are_frozen(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            EnrichedDocument(id="a", text="").explain().id = "b"


class TestOutcomes:
    def told(self, *found):
        return {(c.text, c.by): (c.outcome, c.reason) for c in outcomes(found)}

    def test_the_shorter_gives_its_date(self):
        told = self.told(at("2018 Winter Olympics", "EVENT", "entities"), dated("2018", "2018"))
        assert told["2018 Winter Olympics", "entities"] == ("won", "")
        outcome, reason = told["2018", "dates:year"]
        assert outcome == "gave"
        assert "shorter than '2018 Winter Olympics'" in reason
        assert reason.endswith("the mention has its date")

    def test_the_later_component_wins_and_the_earlier_gives_its_score(self):
        told = self.told(at("$13 billion", "MONEY", "entities", score=0.9),
                         at("$13 billion", "MONEY", "quantities", quantity=Quantity("money", 13e9, "USD")))  # fmt: skip
        outcome, reason = told["$13 billion", "entities"]
        assert outcome == "gave"
        assert "later component" in reason
        assert reason.endswith("the mention has its score")

    def test_a_name_goes_before_a_number(self):
        told = self.told(at("May 9", "EVENT", "entities"), at("May 9", "CARDINAL", "other"))
        assert told["May 9", "other"][0] == "lost"
        assert "a name before a number" in told["May 9", "other"][1]

    def test_two_dates_stand_against_one_that_covers_them(self):
        wide = at("May 9 and May 11", "DATE", "entities")
        told = self.told(wide, dated("May 9", "2018-05-09"), dated("May 11", "2018-05-11"))
        assert told["May 9 and May 11", "entities"] == ("lost", "it covers two dates, which stand by themselves")
        assert told["May 9", "dates:year"][0] == told["May 11", "dates:year"][0] == "won"

    def test_of_equal_length_the_ranked_one_goes_first(self):
        told = self.told(at("The 2018", "CARDINAL", "one"), at("018 Wint", "ORG", "two"))
        assert told["The 2018", "one"] == ("lost", "it is no longer than '018 Wint' ORG by two, which goes first")

    def test_winners_are_what_settle_keeps(self):
        found = [
            at("2018 Winter Olympics", "EVENT", "entities"), dated("2018", "2018"), at("Winter", "DATE", "x"),
            at("May 9 and May 11", "DATE", "entities"), dated("May 9", "2018-05-09"), dated("May 11", "2018-05-11"),
        ]  # fmt: skip
        won = [(c.start, c.end) for c in outcomes(found) if c.outcome == "won"]
        assert sorted(won) == [(m.start, m.end) for m in settle(found)]
        assert len(outcomes(found)) == len(found)


class TestRun:
    def test_a_blank_text(self, pipeline):
        assert pipeline.explain(newsnlp.Article(" \n")).mentions == ()

    def test_it_explains_the_document_that_the_pipeline_gives(self, default):
        article = newsnlp.Article(TEXT, title="Washington Says No", published="2019-01-02")
        document, explanation = default(article), default.explain(article)
        bare = [dataclasses.replace(m, reasons=(), candidates=()) for m in explanation.mentions]
        assert tuple(bare) == document.explain().mentions
        plain = tuple(dataclasses.replace(entity, choice=None) for entity in explanation.entities)
        assert plain == document.explain().entities
        for mention in explanation.mentions:
            assert mention.reasons
            assert mention.candidates[0].outcome == "won"
            assert {candidate.outcome for candidate in mention.candidates} <= set(OUTCOMES)

    def test_it_is_json_and_the_same_each_time(self, default):
        article = newsnlp.Article(TEXT, published="2019-01-02")
        first, second = (json.dumps(default.explain(article).to_dict(), allow_nan=False) for _ in range(2))
        assert first == second

    def test_a_date_tells_its_reason_and_other_readings(self, default):
        article = newsnlp.Article("It closed on 03/04/2025.")
        (found,) = default.explain(article).mentions
        assert "dates:numeric: numeric, MDY" in found.reasons
        assert [c.value for c in found.candidates if c.outcome == "other_reading"] == ["2025-04-03"]

    def test_a_date_that_the_text_sets_is_also_read_alone(self):
        text = "It began on July 9, 1987. The vote of July 9 failed."
        found = one(Pipeline([DateComponent()]).explain(newsnlp.Article(text, published="2025-02-10")), "July 9")
        assert found.reasons == ("dates:month_day: dated in full elsewhere in the text",)
        assert found.timex.value == "1987-07-09"
        others = {c.value: c.reason for c in found.candidates if c.outcome == "other_reading"}
        assert others["2025-07-09"] == "read alone, without the text around it"

    def test_without_publication_a_relative_date_says_so(self, default):
        explanation = default.explain(newsnlp.Article("He left last Friday."))
        assert one(explanation, "last Friday").anchor is None
        assert "dates:near_name: no reference time" in one(explanation, "last Friday").reasons
        assert str(explanation).splitlines()[-1].startswith("warning: no publication date")

    def test_the_labels_that_the_model_weighed(self, default):
        (found, *_) = default.explain(newsnlp.Article("Xi Visits Apple in Washington")).mentions[1:]
        others = [c for c in found.candidates if c.outcome == "less_likely"]
        assert others
        assert [c.score for c in others] == sorted((c.score for c in others), reverse=True)
        assert found.label not in {c.label for c in others}

    def test_notes_of_a_component_of_ones_own(self):
        mention = at("Winter", "WORK_OF_ART", "films:list")
        other = Candidate(mention.start, mention.end, "Winter", "DATE", "films", "less_likely", "seldom", 0.2)
        far = Candidate(0, 3, "The", "LAW", "films", "less_likely")
        note = Note(mention.start, mention.end, "films:list", "a film of the list", (other, far))
        explanation = Pipeline([Found("films", [mention], [note])]).explain(newsnlp.Article(TEXT))
        (found,) = explanation.mentions
        assert found.reasons == ("films:list: a film of the list",)
        assert found.candidates[1] == other
        assert explanation.dropped == (far,)
        assert "dropped\n  less likely: 'The' LAW by films" in str(explanation)
        assert "less likely: 'Winter' DATE 0.2 by films: seldom" in str(explanation)

    def test_notes_count_in_the_whole_of_a_long_text(self):
        text = "It said so. " * 9_000 + "It closed on 03/04/2025."
        (found,) = Pipeline([DateComponent()]).explain(newsnlp.Article(text)).mentions
        assert found.reasons == ("dates:numeric: numeric, MDY",)
        assert {text[c.start : c.end] for c in found.candidates} == {"03/04/2025"}
        assert [c.outcome for c in found.candidates] == ["won", "other_reading"]

    def test_what_gives_way_to_knowledge_or_to_the_labels(self, default):
        facts = [{"name": "Ever Given", "label": "PRODUCT", "id": "ship-1"}, {"name": "Suez", "stop": True}]
        pipeline = newsnlp.load(components=default.components, knowledge=facts, deny=["DATE"])
        explanation = pipeline.explain(newsnlp.Article("Ever Given Leaves Suez on May 9", published="2025-02-10"))
        assert [(m.text, m.component, m.rule) for m in explanation.mentions] == [("Ever Given", "knowledge", "name")]
        assert explanation.to_dict()["entities"][0]["ids"] == {"user": "ship-1"}
        told = {(c.text, c.by): c.reason for c in explanation.dropped if c.outcome == "lost"}
        assert told["Suez", "entities"] == "the user's knowledge says that it is no mention"
        assert told["May 9", "dates:month_day"] == "mentions of its label are left out"
        rival = Found("one", [Mention(5, 10, "Given", "PERSON", by="one")])
        pipeline = newsnlp.load(components=[rival], knowledge=facts)
        (found,) = pipeline.explain(newsnlp.Article("Ever Given Leaves Suez")).mentions
        lost = [(c.text, c.reason) for c in found.candidates if c.outcome == "lost"]
        assert lost == [("Given", "between it and the knowledge the other goes first")]

    def test_a_component_that_cannot_explain_is_named(self):
        class Broken(Found):
            def explain(self, doc):
                raise LookupError("lost")

        with pytest.raises(ComponentError, match=r"'films' failed: LookupError: lost"):
            Pipeline([Broken("films", [])]).explain(newsnlp.Article(TEXT))


class TestPair:
    def test_it_is_the_link_of_the_result(self, result):
        linked = result.documents[0].explain().links[0]
        explained = result.explain("a", linked.other)
        assert dataclasses.replace(explained, threshold=None) == linked
        assert explained.score >= explained.threshold

    def test_the_terms_add_up_to_the_score(self, result):
        for other in "bcd":
            explained = result.explain("a", other)
            odds = sum(explained.terms.values())
            assert 1 / (1 + math.exp(-odds)) == pytest.approx(explained.score, abs=0.003)

    def test_a_pair_that_is_not_linked_has_its_vetoes_and_days(self, result):
        explained = result.explain("a", "c")
        assert explained.relation == "candidate"
        assert explained.vetoes == ("other_name",)
        assert explained.terms["other_name"] < 0
        assert explained.terms["days"] < 0
        assert explained.days_apart == 90
        assert 0 < explained.similarity <= 1
        assert "against it: other_name" in str(explained)

    def test_both_ways_are_one(self, result):
        there, back = result.explain("a", "d"), result.explain("d", "a")
        assert dataclasses.replace(back, one="a", other="d") == there
        assert there.days_apart is None

    def test_it_is_json(self, result):
        record = json.loads(json.dumps(result.explain("a", "b").to_dict()))
        assert record["one"] == "a"
        assert set(record["terms"]) > {"start", "meaning"}

    @pytest.mark.parametrize("pair", [("a", "z"), ("z", "a"), ("a", "a")])
    def test_unknown_ids_are_an_error(self, result, pair):
        with pytest.raises(ConfigError, match=pair[0] if pair[0] == pair[1] else "'z'"):
            result.explain(*pair)


class TestFrames:
    def test_documents(self, result):
        frame = result.to_frame()
        assert frame["doc"].tolist() == ["a", "b", "c", "d"]
        assert frame["headline"].tolist()[3] == "Central Bank Cuts Rates"
        (story,) = result.stories
        assert frame["story"].dropna().tolist() == [story.id, story.id]
        assert frame["story"].isna().tolist() == [False, False, True, True]

    def test_links_stand_once_with_their_reasons(self, result):
        frame = result.to_frame(of="links")
        assert frame[["one", "other"]].values.tolist() == [["a", "b"]]
        assert "chile" in frame["words"][0]
        assert frame["similarity"][0] == result.explain("a", "b").similarity
        assert frame["days_apart"][0] == 1

    def test_stories(self, result):
        frame = result.to_frame(of="stories")
        assert frame[["documents", "from", "to"]].values.tolist() == [[2, "2025-02-10", "2025-02-11"]]

    def test_nothing_linked_has_the_columns(self):
        assert list(newsnlp.link([]).to_frame(of="links").columns)[:4] == ["one", "other", "score", "relation"]

    def test_an_unknown_table_is_an_error(self, result):
        with pytest.raises(ConfigError, match="'pairs', expected one of documents, links, stories"):
            result.to_frame(of="pairs")
