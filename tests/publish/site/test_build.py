import shutil
from pathlib import Path

import pytest

from sms_lint.cli import main
from sms_lint.ground.errors import SmsError
from sms_lint.publish.site import build_pages
from sms_lint.publish.site.build import build
from sms_lint.publish.site.own_theme import own_theme
from tests.publish.site.conftest import HERE, TOP, Published, git, view_of
from tests.publish.site.html_reading import Reading

PACKAGED = TOP / "sms_lint" / "publish" / "site" / "assets" / "mkdocs.yml"


def test_the_site_is_whole(published: Published) -> None:
    for name in (
        "index.html",
        "assets/sms-lint.css",
        "assets/search.js",
        "assets/search-names.js",
        "assets/search-texts.js",
        "files/policies/chart.png",
    ):
        assert (published.folder / name).is_file(), name


def test_no_page_reads_the_index_of_a_search_before_somebody_searches(published: Published) -> None:
    assert not (published.folder / "search").exists()
    for path in published.folder.rglob("*.html"):
        assert "search-names" not in path.read_text("utf-8"), path


def test_every_page_says_which_edition_it_is(published: Published) -> None:
    assert published.sms.file_changes is not None
    for name in ("documents/POL-SMS.html", "registers/risk.html", "clauses/20000-1/8.6.1.html"):
        said = Reading((published.folder / name).read_text("utf-8")).text
        assert f"Shown as of 2026-10-31. Built from commit {published.sms.file_changes.head[:9]}." in said
        assert "Rook & Sons <Services>" in said


@pytest.mark.usefixtures("few_pages")
def test_findings_do_not_stop_the_build_and_give_code_1(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", "--root", str(small), "--output", str(small.parent / "out")]) == 1
    said = capsys.readouterr().out
    assert "error: mandatory-information-missing" in said
    assert "Wrote " in said
    assert (small.parent / "out" / "findings.html").is_file()


def test_a_shallow_clone_is_refused_with_the_remedy(
    published: Published, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", published.root.as_uri(), "clone")
    assert main(["site", "--root", str(tmp_path / "clone")]) == 2
    said = capsys.readouterr().err
    assert "git fetch --unshallow" in said
    assert "fetch-depth: 0" in said
    assert not (tmp_path / "clone" / "build").exists()


def test_a_folder_with_other_things_is_never_replaced(small: Path) -> None:
    kept = small.parent / "holiday" / "photo.txt"
    kept.parent.mkdir()
    kept.write_text("mine", "utf-8")
    view = view_of(small)
    with pytest.raises(SmsError, match="not a site made by sms-lint"):
        build(small, build_pages(view.sms, view.result, view.handbook), kept.parent)
    assert kept.read_text("utf-8") == "mine"


@pytest.mark.usefixtures("few_pages")
@pytest.mark.parametrize(
    ("link", "output"),
    [
        ("build", ""), ("build/pages", ""), ("build/texts", ""), ("build/site", ""), ("build/.site.new", ""), ("build/.pages-of", ""),
        ("build/mkdocs.yml", ""), ("public", "public"), ("public", "public/site"), ("mkdocs.yml", ""),
    ],
)  # fmt: skip
def test_a_link_in_place_of_any_folder_of_the_build_is_refused(small: Path, link: str, output: str) -> None:
    elsewhere = small.parent / "elsewhere"
    (elsewhere / "pages").mkdir(parents=True)
    (elsewhere / "pages" / "kept.txt").write_text("mine", "utf-8")
    (small / link).parent.mkdir(exist_ok=True)
    (small / link).unlink(missing_ok=True)
    (small / link).symlink_to(elsewhere)
    view = view_of(small)
    site = build_pages(view.sms, view.result, view.handbook)
    with pytest.raises(SmsError, match="link to another place"):
        build(small, site, small / output if output else None)
    assert [path.name for path in elsewhere.rglob("*")] == ["pages", "kept.txt"]


@pytest.mark.usefixtures("few_pages")
@pytest.mark.parametrize("folder", ["../look", "/etc", "look"])
def test_a_look_from_outside_the_repository_is_refused(small: Path, folder: str) -> None:
    (small.parent / "look").mkdir()
    (small / "look").symlink_to(small.parent / "look")
    (small / "mkdocs.yml").write_text(f"theme:\n  name: material\n  custom_dir: {folder}\n", "utf-8")
    view = view_of(small)
    with pytest.raises(SmsError, match=r"leads out of|link to another place"):
        build(small, build_pages(view.sms, view.result, view.handbook))


SPELLED = {
    "flow": "theme: {{name: material, custom_dir: {0}}}",
    "quoted": "theme:\n  name: material\n  'custom_dir': {0}",
    "question mark": "theme:\n  name: material\n  ? custom_dir\n  : {0}",
    "next line": "theme:\n  name: material\n  custom_dir:\n    {0}",
    "behind a decoy": "extra:\n  custom_dir: own\ntheme:\n  name: material\n  custom_dir: {0}",
    "a second time": "theme:\n  name: material\n  custom_dir: own\n  custom_dir: {0}",
    "escaped": 'theme: {{name: material, "custom\\x5fdir": {0}}}',
    "inherited": "INHERIT: own/other.yml",
}


@pytest.mark.parametrize("spelled", SPELLED.values(), ids=SPELLED.keys())
@pytest.mark.parametrize("folder", ["../look", "/etc", "own/../../look"])
def test_a_look_from_outside_is_refused_however_it_is_spelled(
    tmp_path: Path, spelled: str, folder: str
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/other.yml").write_text(f"theme: {{name: material, custom_dir: {folder}}}", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(spelled.format(folder), "utf-8")
    with pytest.raises(SmsError, match="leads out of"):
        own_theme(tmp_path, "mkdocs.yml", tmp_path / "nothing")
    (tmp_path / "own/other.yml").write_text("theme: {name: material, custom_dir: own}", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(spelled.format("own"), "utf-8")
    assert own_theme(tmp_path, "mkdocs.yml", tmp_path / "nothing") == {"custom_dir": str(tmp_path / "own")}


@pytest.mark.parametrize("folder", ["../look", "/etc"])
def test_a_look_that_another_file_adds_to_a_theme_is_refused(tmp_path: Path, folder: str) -> None:
    """The builder puts both together."""
    (tmp_path / "other.yml").write_text(f"theme: {{custom_dir: {folder}}}", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: other.yml\ntheme: {name: material}", "utf-8")
    with pytest.raises(SmsError, match="leads out of"):
        own_theme(tmp_path, "mkdocs.yml", tmp_path / "nothing")


@pytest.mark.parametrize(
    ("settings", "theme"),
    [
        ("site_name: X", {}),
        ("theme: material", {"name": "material", "custom_dir": "nothing"}),
        ("theme: {name: material}", {"custom_dir": "nothing"}),
        ("a: &a {custom_dir: /etc}\ntheme:\n  name: material\n  <<: *a", {"custom_dir": "nothing"}),
        ("a: &a {theme: {name: material, custom_dir: /etc}}\n<<: *a", {"custom_dir": "nothing"}),
        ("theme: [", {}),
        ("[" * 5000, {}),
        ("INHERIT: mkdocs.yml\ntheme: material", {"name": "material", "custom_dir": "nothing"}),
    ],
)
def test_where_no_look_is_found_an_empty_one_counts(
    tmp_path: Path, settings: str, theme: dict[str, str]
) -> None:
    """What settings say in a way that is not read here is overruled."""
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    assert own_theme(tmp_path, "mkdocs.yml", Path("nothing")) == theme


@pytest.mark.parametrize(
    "named", ["theme: {custom_dir: !ENV HOME}", "theme: {custom_dir: [/etc]}", "INHERIT: !ENV HOME"]
)
def test_a_look_that_is_no_path_is_refused(tmp_path: Path, named: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(named, "utf-8")
    with pytest.raises(SmsError, match="has to be a path in the repository"):
        own_theme(tmp_path, "mkdocs.yml", tmp_path / "nothing")


@pytest.mark.parametrize("settings", ["INHERIT: ../other.yml", "INHERIT: /etc/passwd", "INHERIT: there"])
def test_settings_from_outside_the_repository_are_refused(tmp_path: Path, settings: str) -> None:
    (tmp_path / "there").symlink_to("/etc/passwd")
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    with pytest.raises(SmsError, match=r"leads out of|link to another place"):
        own_theme(tmp_path, "mkdocs.yml", tmp_path / "nothing")


def test_pages_that_are_not_ours_are_never_removed(small: Path) -> None:
    kept = small / "build" / "pages" / "thesis.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine", "utf-8")
    view = view_of(small)
    with pytest.raises(SmsError, match="not a site made by sms-lint"):
        build(small, build_pages(view.sms, view.result, view.handbook))
    assert kept.read_text("utf-8") == "mine"


def test_a_fault_of_the_builder_is_one_sentence_and_the_old_site_stays(
    published: Published, tmp_path: Path
) -> None:
    root = tmp_path / "system"
    shutil.copytree(HERE / "system", root)
    shutil.copytree(published.folder, root / "build" / "site")
    (root / "mkdocs.yml").write_text("site_name: X\ntheme: {name: no-such-theme}\n", "utf-8")
    view = view_of(root)
    with pytest.raises(SmsError, match=r"site builder \(MkDocs\) failed: .*no-such-theme"):
        build(root, build_pages(view.sms, view.result, view.handbook))
    assert (root / "build" / "site" / "index.html").is_file()


@pytest.mark.usefixtures("few_pages")
def test_the_organisation_s_own_look_is_kept(small: Path) -> None:
    (small / "mkdocs.yml").write_text(
        PACKAGED.read_text("utf-8")
        .replace("site_name: Service management system", "site_name: Rook's own")
        .replace("  font: false", "  font: false\n  custom_dir: look"),
        "utf-8",
    )
    partials = small / "look" / "partials"
    partials.mkdir(parents=True)
    (partials / "footer.html").write_text("<footer>Rook's footer</footer>", "utf-8")
    view = view_of(small)
    built = build(small, build_pages(view.sms, view.result, view.handbook))
    page = built.start.read_text("utf-8")
    assert "Rook's footer" in page
    assert "Rook&#39;s own" in page or "Rook's own" in page


def test_this_repository_s_settings_are_the_packaged_ones_but_for_the_name() -> None:
    def rest(path: Path) -> list[str]:
        return [line for line in path.read_text("utf-8").split("\n") if not line.startswith("site_name:")]

    assert rest(TOP / "mkdocs.yml") == rest(PACKAGED)


@pytest.mark.usefixtures("few_pages")
def test_building_again_takes_away_what_is_gone(small: Path) -> None:
    first = view_of(small)
    build(small, build_pages(first.sms, first.result, first.handbook))
    (small / "policies" / "service-management.md").unlink()
    second = view_of(small)
    built = build(small, build_pages(second.sms, second.result, second.handbook))
    assert not (small / "build" / "site" / "documents" / "POL-SMS.html").exists()
    assert built.pages == len(build_pages(second.sms, second.result, second.handbook).pages)
    assert built.warnings == ()


CODE = "from pathlib import Path\nPath({canary!r}).write_text('ran')\n"


def under_review(root: Path, canary: Path) -> None:
    """A change that brings code of its own, wherever the builder might look for some."""
    git(root, "init", "-q")
    (root / "mkdocs.yml").write_text(
        PACKAGED.read_text("utf-8").replace("site_name: ", "site_name: Base "), "utf-8"
    )
    git(root, "add", ".")
    git(root, "commit", "-qm", "Accepted")
    git(root, "branch", "accepted")
    for name in ("mkdocs.py", "material.py", "markdown.py", "hook.py"):
        (root / name).write_text(CODE.format(canary=str(canary)), "utf-8")
    settings = (
        PACKAGED.read_text("utf-8").replace("site_name: ", "site_name: Changed ") + "hooks: [../hook.py]\n"
    )
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Under review")


@pytest.mark.usefixtures("few_pages")
def test_a_change_under_review_runs_nothing_of_its_own(small: Path) -> None:
    canary = small.parent / "canary"
    under_review(small, canary)
    options = ["site", "--root", str(small), "--allow-shallow", "--settings-from"]
    main([*options, "accepted"])
    assert not canary.exists()
    assert "Base Service management system" in (small / "build" / "site" / "index.html").read_text("utf-8")
    main([*options, "main"])
    assert canary.exists(), "the hook of the revision that was named does run: the test would see it"


@pytest.mark.usefixtures("few_pages")
def test_a_file_beside_the_settings_is_never_the_builder(small: Path) -> None:
    canary = small.parent / "canary"
    (small / "mkdocs.py").write_text(CODE.format(canary=str(canary)), "utf-8")
    assert main(["site", "--root", str(small)]) == 1
    assert not canary.exists()


@pytest.mark.usefixtures("few_pages")
@pytest.mark.parametrize("revision", ["no-such", "--output=x", ""])
def test_settings_from_a_revision_that_is_not_there(
    small: Path, revision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    under_review(small, small.parent / "canary")
    main(["site", "--root", str(small), f"--settings-from={revision}"])
    said = capsys.readouterr().err
    assert ("is not a revision of this repository" in said) == bool(revision)
