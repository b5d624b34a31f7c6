"""The public face: exactly the documented names, and an import that loads nothing heavy."""

import subprocess
import sys

import pytest

import newsnlp

PUBLIC = {
    "Article", "EnrichedDocument", "Entity", "Link", "Mention", "Quantity", "Story", "Timex",
    "default_components", "enrich", "enrich_folder", "enrich_many", "link", "load", "read", "resolve_date", "to_frame",
    "write",
    "ComponentError", "ConfigError", "DocumentCrash", "DocumentError", "DocumentTimeout", "DuplicateId", "InputError",
    "InvalidArticle", "InvalidDate", "InvalidRecord",
    "ModelDamaged", "ModelError", "ModelMissing", "NewsNlpError", "UnreadableFile",
    "Index", "IndexBusy", "IndexDamaged", "IndexMismatch", "StoreError",
    "__version__",
}  # fmt: skip


def test_the_public_names_are_these():
    assert set(newsnlp.__all__) == PUBLIC


def test_each_public_name_is_there():
    for name in PUBLIC:
        assert getattr(newsnlp, name) is not None
        assert name in dir(newsnlp)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = newsnlp.no_such_name


def test_testing_is_a_submodule():
    assert callable(newsnlp.testing.check_component)


def test_import_loads_nothing_heavy():
    heavy = {"spacy", "numpy", "onnxruntime", "dateparser", "rapidfuzz", "holidays", "pandas", "rich", "typer", "torch"}
    code = f"import sys, newsnlp; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_enriching_needs_no_torch():
    # With None in its place an import of torch fails, whether it is installed or not.
    code = (
        "import sys; sys.modules['torch'] = None; "
        "import newsnlp; print(newsnlp.enrich('Xi is in Moscow.').places[0].name)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Moscow"
