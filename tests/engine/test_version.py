from importlib.metadata import PackageNotFoundError, version

from engine import version as module


def test_the_version_is_that_of_the_package():
    assert module.engine_version() == version("phiscope")


def test_a_copy_that_is_not_installed_has_no_version(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(module, "version", missing)
    module.engine_version.cache_clear()
    assert module.engine_version() == "unknown"
    module.engine_version.cache_clear()
