"""What a file may take: tags, entities and cells that are far larger than any text."""

import zipfile

import pytest

from newsnlp.errors import UnreadableFile
from newsnlp.io.html_facts import facts_of
from newsnlp.io.readers import read, scan


def test_a_tag_of_a_megabyte_is_passed_over():
    page = f'<html lang="en"><img src="data:{"a=1 " * 50_000}"><meta property="og:title" content="Ferry Resumes">'
    assert facts_of(page).title == "Ferry Resumes"


@pytest.mark.parametrize(
    "head", ['<!DOCTYPE html [<!ENTITY a "b">]>', '<?xml version="1.0"?>\n<!doctype html [ <!ENTITY a "b"> ]>']
)
def test_a_page_that_declares_entities_is_refused(tmp_path, head):
    page = tmp_path / "a.xhtml"
    page.write_text(f"{head}<html><body><p>Ana &a; spoke in Lisbon.</p></body></html>", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="declares entities"):
        list(read(page))


def test_a_page_that_only_speaks_of_entities_is_read(tmp_path):
    page = tmp_path / "a.html"
    text = "<p>The line <code>&lt;!ENTITY a</code> stood in the file that Ana Ruiz sent from Lisbon on Friday.</p>"
    page.write_text(f"<!DOCTYPE html><html><body><article>{text}<!ENTITY></article></body></html>", encoding="utf-8")
    (article,) = read(page)
    assert "ENTITY" in article.text


def test_a_table_of_one_text_many_times_is_a_bomb(tmp_path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": ["Ana spoke. " * 100] * 20_000}), path)
    with pytest.raises(UnreadableFile, match="200 times"):
        list(read(path))
    parquet.write_table(
        pa.table({"text": [f"Ana spoke {n} times." for n in range(2000)], "source": ["Wire"] * 2000}), path
    )
    assert len(list(read(path))) == 2000


@pytest.mark.parametrize("suffix", ["txt", "csv", "json", "html"])
@pytest.mark.parametrize("content", ["title,text\nAna,Ana spoke.\n".encode("utf-16-le"), bytes(500)])
def test_what_is_full_of_nuls_is_no_text(tmp_path, suffix, content):
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="NULs"):
        list(read(path))


def test_a_nul_here_and_there_is_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"Ana Ruiz\x00 spoke in Lisbon.")
    assert [article.text for article in read(path)] == ["Ana Ruiz\x00 spoke in Lisbon."]


def test_a_file_without_a_name_in_an_archive_fails_alone(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        with archive.open("", "w") as file:
            file.write(b"x")
        archive.writestr("a.txt", "Ana spoke.")
    failure, article = scan([path])
    assert isinstance(failure.error, UnreadableFile)
    assert article.text == "Ana spoke."
