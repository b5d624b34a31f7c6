"""Runs: whole or not at all, failures kept beside the output, and resumed where they stopped."""

import json

import pytest

from newsnlp.document import EnrichedDocument
from newsnlp.errors import ComponentError, ConfigError, UnreadableFile
from newsnlp.pipeline import Pipeline
from newsnlp.runs import errors_path, run_enrichment, write_failures

LINES = [
    '{"id": "1", "title": "Ana met Leo", "text": "In 2019 “Ana” met Leo.", "desk": "a"}',
    '{"id": "2", "text": "POISON"}',
    '{"id": "3", "text": "Ölpreis 🎉 in Oslo", "published": "2025-02-10"}',
    "{broken",
    '{"id": "1", "text": "the same id"}',
    '{"text": "Bergen"}',
    '{"id": "7", "text": ""}',
]
GOOD = ["1", "3", "in.jsonl:6", "7"]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(LINES) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "out.jsonl"


def part_of(out):
    return out.with_name(out.name + ".part")


def ids(path):
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]


def names(out):
    return sorted(path.name for path in out.parent.iterdir())


class Counting:
    """Counts the documents that a component sees."""

    name = "capitals"  # the provenance is that of the fixture's pipeline

    def __init__(self, component):
        self.component, self.texts = component, []

    def annotate(self, doc, so_far):
        self.texts.append(doc.text)
        return self.component.annotate(doc, so_far)


@pytest.fixture
def counting(pipeline):
    component = Counting(pipeline.components[0])
    return Pipeline([component]), component.texts


def test_records_and_failures(source, out, pipeline):
    seen = []
    summary = run_enrichment([source], out, pipeline, watch=seen.append)
    assert ids(out) == GOOD
    assert (summary.documents, summary.resumed, len(summary.failures), len(seen)) == (4, 0, 3, 7)
    assert summary.words == 8 + 4 + 1 + 0
    assert names(out) == ["out.errors.jsonl", "out.jsonl"]
    failures = [json.loads(line) for line in errors_path(out).read_text(encoding="utf-8").splitlines()]
    assert [(f["where"], f["stage"], f["error"]) for f in failures] == [
        ("2", "enrich", "ComponentError"),
        (f"{source}, line 4", "read", "UnreadableFile"),
        ("1", "read", "DuplicateId"),
    ]
    assert [EnrichedDocument.from_dict(json.loads(line)).id for line in out.read_bytes().splitlines()] == GOOD


def test_the_same_input_gives_the_same_bytes(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    first = out.read_bytes()
    run_enrichment([source], out, pipeline)
    assert out.read_bytes() == first


def test_a_run_without_failures_removes_those_of_an_older_one(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    source.write_text(LINES[0], encoding="utf-8")
    run_enrichment([source], out, pipeline)
    assert names(out) == ["out.jsonl"]


def test_without_a_failure_no_file_of_failures(out):
    write_failures([], out)
    assert names(out) == []


@pytest.mark.parametrize("error", [ComponentError, UnreadableFile])
def test_fail_stops_at_the_first_and_leaves_the_good_output(source, out, pipeline, error):
    skipped = LINES[1] if error is UnreadableFile else LINES[3]
    source.write_text("\n".join(line for line in LINES if line != skipped), encoding="utf-8")
    out.write_text("good\n", encoding="utf-8")
    with pytest.raises(error):
        run_enrichment([source], out, pipeline, on_error="fail")
    assert out.read_text(encoding="utf-8") == "good\n"
    assert not errors_path(out).exists()


def test_an_interrupted_run_leaves_the_good_output_and_its_part(source, out, pipeline):
    out.write_text("good\n", encoding="utf-8")

    def interrupt(outcome):
        if getattr(outcome, "id", None) == "in.jsonl:6":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_enrichment([source], out, pipeline, watch=interrupt)
    assert out.read_text(encoding="utf-8") == "good\n"
    assert ids(part_of(out))[:2] == ["1", "3"]
    summary = run_enrichment([source], out, pipeline, resume=True)
    assert summary.resumed >= 2
    assert ids(out) == GOOD
    assert names(out) == ["out.errors.jsonl", "out.jsonl"]


def test_resuming_after_a_cut_anywhere_gives_the_whole(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    whole, failures = out.read_bytes(), errors_path(out).read_bytes()
    ends = [at + 1 for at, byte in enumerate(whole) if byte == ord("\n")]
    cuts = sorted({0, 1, *range(0, len(whole), 97), *(end + by for end in ends for by in (-2, -1, 0, 1))})
    for cut in (at for at in cuts if at <= len(whole)):
        out.unlink(missing_ok=True)
        part_of(out).write_bytes(whole[:cut])
        summary = run_enrichment([source], out, pipeline, resume=True)
        assert out.read_bytes() == whole
        assert errors_path(out).read_bytes() == failures
        assert summary.resumed == sum(end <= cut for end in ends)
        assert (summary.documents, len(summary.failures)) == (4, 3)
        assert not part_of(out).exists()


@pytest.mark.parametrize("damage", [b"\xff\xff\n", b"{}\n", b"not json\n", b"\n", b"\0" * 50])
def test_only_what_is_damaged_is_made_anew(source, out, pipeline, damage):
    run_enrichment([source], out, pipeline)
    whole = out.read_bytes()
    lines = whole.splitlines(keepends=True)
    out.unlink()
    part_of(out).write_bytes(lines[0] + damage + b"".join(lines[1:]))
    hit = not damage.endswith(b"\n")  # then the next record shares its line
    assert run_enrichment([source], out, pipeline, resume=True).resumed == 4 - hit
    assert out.read_bytes() == whole


@pytest.mark.parametrize("damage", [b"[1]\n", b"null\n", b"[" * 100_000 + b"\n"], ids=["list", "null", "deep"])
def test_damage_that_is_json_is_made_anew_too(source, out, pipeline, damage):
    part_of(out).write_bytes(damage)
    assert run_enrichment([source], out, pipeline, resume=True).resumed == 0
    assert ids(out) == GOOD


@pytest.mark.parametrize(("path", "options"), [("nowhere.txt", {}), ("in.jsonl", {"jobs": 0})])
def test_a_run_that_cannot_start_leaves_the_part_of_an_earlier_one(source, out, pipeline, path, options):
    part_of(out).write_bytes(b"precious\n")
    with pytest.raises((UnreadableFile, ConfigError)):
        run_enrichment([source.with_name(path)], out, pipeline, **options)
    assert part_of(out).read_bytes() == b"precious\n"


def test_a_number_that_no_record_can_hold_fails_alone(source, out, pipeline):
    source.write_text(LINES[0] + '\n{"text": "x", "n": 1e999}\n', encoding="utf-8")
    assert len(run_enrichment([source], out, pipeline).failures) == 1
    assert ids(out) == ["1"]


def test_resuming_makes_no_document_twice(source, out, pipeline, counting):
    counted, texts = counting
    run_enrichment([source], out, counted)
    part_of(out).write_bytes(b"".join(out.read_bytes().splitlines(keepends=True)[:2]))
    texts.clear()
    run_enrichment([source], out, counted, resume=True)
    assert "Ana met Leo\n\nIn 2019 “Ana” met Leo." not in texts
    assert "Bergen" in texts


def test_resuming_a_finished_run_goes_on_with_what_came_since(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    with source.open("a", encoding="utf-8") as stream:
        stream.write('{"id": "new", "text": "Ny"}\n')
    summary = run_enrichment([source], out, pipeline, resume=True)
    assert (summary.resumed, summary.documents) == (4, 5)
    assert ids(out) == [*GOOD, "new"]


def test_resuming_makes_anew_what_changed(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    source.write_text("\n".join(LINES).replace("Oslo", "Roma"), encoding="utf-8")
    summary = run_enrichment([source], out, pipeline, resume=True)
    assert summary.resumed == 3
    assert ids(out) == GOOD
    assert b"Oslo" not in out.read_bytes()


def test_resuming_takes_what_is_new_changed_or_gone_in_the_order_of_the_input(tmp_path, out, counting):
    counted, texts = counting
    folder = tmp_path / "in"
    folder.mkdir()

    def put(**files):
        for name, text in files.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")

    put(b="Ana", d="Leo", f="Oslo", h="Roma")
    run_enrichment([folder], out, counted)
    texts.clear()
    put(a="Ny", d="Lea", g="Bern")
    (folder / "f.txt").unlink()
    assert run_enrichment([folder], out, counted, resume=True).resumed == 2
    assert texts == ["Ny", "Lea", "Bern"]
    assert ids(out) == ["a.txt", "b.txt", "d.txt", "g.txt", "h.txt"]
    resumed = out.read_bytes()
    run_enrichment([folder], out, counted)
    assert out.read_bytes() == resumed
    assert names(out) == ["out.jsonl"]


def test_what_failed_is_tried_again(source, out, pipeline):
    class Mended(type(pipeline.components[0])):
        def annotate(self, doc, so_far):
            return [] if "POISON" in doc.text else super().annotate(doc, so_far)

    run_enrichment([source], out, pipeline)
    summary = run_enrichment([source], out, Pipeline([Mended()]), resume=True)
    assert (summary.resumed, len(summary.failures)) == (4, 2)
    assert ids(out) == ["1", "2", *GOOD[1:]]


def test_failures_are_there_before_the_end(source, out, pipeline):
    def interrupt(outcome):
        if getattr(outcome, "id", None) == "in.jsonl:6":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_enrichment([source], out, pipeline, watch=interrupt)
    kept = out.with_name("out.errors.jsonl.part")
    assert [json.loads(line)["where"] for line in kept.read_bytes().splitlines()][:1] == ["2"]
    with kept.open("ab") as file:
        file.write(b'{"where": "cut')
    run_enrichment([source], out, pipeline, resume=True)
    assert len([json.loads(line) for line in errors_path(out).read_bytes().splitlines()]) == 3
    assert names(out) == ["out.errors.jsonl", "out.jsonl"]


def test_two_runs_do_not_write_one_output(source, out, pipeline):
    def again(_):
        with pytest.raises(ConfigError, match="another run"):
            run_enrichment([source], out, pipeline, resume=True)

    run_enrichment([source], out, pipeline, watch=again)
    assert ids(out) == GOOD
    assert len([json.loads(line) for line in errors_path(out).read_bytes().splitlines()]) == 3


def test_outputs_of_one_name_have_failures_of_their_own(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    failures = errors_path(out).read_bytes()
    run_enrichment([out], out.with_suffix(".csv"), pipeline, on_error="skip")
    assert errors_path(out).read_bytes() == failures
    assert errors_path(out.with_suffix(".csv")).name == "out.csv.errors.jsonl"


def test_its_own_files_are_no_input(source, out, pipeline):
    target = source.with_name("out.jsonl")
    run_enrichment([source.parent], target, pipeline)
    part_of(target).write_bytes(target.read_bytes())
    run_enrichment([source.parent], target, pipeline, resume=True)
    assert ids(target) == GOOD


def test_resuming_with_fewer_articles_drops_the_rest(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    source.write_text(LINES[0], encoding="utf-8")
    run_enrichment([source], out, pipeline, resume=True)
    assert ids(out) == ["1"]


def test_resuming_with_another_configuration_starts_anew(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    other = Pipeline(pipeline.components, options={"model": "other"})
    assert run_enrichment([source], out, other, resume=True).resumed == 0
    assert ids(out) == GOOD


def test_resuming_nothing_is_a_run(source, out, pipeline):
    assert run_enrichment([source], out, pipeline, resume=True).resumed == 0
    assert ids(out) == GOOD


def test_fail_holds_while_resuming(source, out, pipeline):
    run_enrichment([source], out, pipeline)
    good = out.read_bytes()
    with pytest.raises(ComponentError):
        run_enrichment([source], out, pipeline, resume=True, on_error="fail")
    assert out.read_bytes() == good


def test_standard_output(source, pipeline, capsys):
    summary = run_enrichment([source], "-", pipeline)
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == GOOD
    assert len(summary.failures) == 3
    with pytest.raises(ConfigError, match="resumed"):
        run_enrichment([source], "-", pipeline, resume=True)


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("out.txt", {}, r"\.jsonl"),
        ("out.parquet", {"resume": True}, "cannot be resumed"),
        ("out.jsonl", {"of": "links"}, "holds records"),
        ("no/out.jsonl", {}, "does not exist"),
        ("out.jsonl", {"on_error": "ignore"}, "'ignore'"),
        ("out.jsonl", {"jobs": 0}, "jobs is 0"),
    ],
)
def test_options_that_cannot_be_are_refused(source, out, pipeline, name, options, says):
    with pytest.raises(ConfigError, match=says):
        run_enrichment([source], out.parent / name, pipeline, **options)
    assert not out.exists()


def test_a_text_file_of_lines(tmp_path, out, pipeline):
    source = tmp_path / "heads.txt"
    source.write_text("Ana Wins\n\nLeo Loses\n", encoding="utf-8")
    run_enrichment([source], out, pipeline, lines=True, published="2025-02-10")
    records = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert [(r["id"], r["text"], r["published"]) for r in records] == [
        ("heads.txt:1", "Ana Wins", "2025-02-10"),
        ("heads.txt:3", "Leo Loses", "2025-02-10"),
    ]
