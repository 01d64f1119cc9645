"""What an expression may say, what it means, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms_lint.measure.expression import LONGEST, ExpressionFault, Part, checked
from sms_lint.measure.vocabulary import SORTS, columns_of
from sms_lint.model.kinds import kinds

INCIDENT = columns_of(kinds()["incident"])
CHANGE = columns_of(kinds()["change"])


def fault(text: str) -> ExpressionFault:
    found = checked(text, INCIDENT)
    assert isinstance(found, ExpressionFault), text
    return found


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("made_sla = 'yes'", "condition"),
        ("priority IN ('P1', 'P2') AND NOT filled(problem)", "condition"),
        ("priority NOT IN ('P1') or major is null or major is not null", "condition"),
        ("seconds_between(opened_at, resolved_at) - pending_time", "seconds"),
        ("seconds_between(opened_at, resolved_at) <= hours(4) + minutes(30)", "condition"),
        ("opened_at >= '2026-01-01' and opened_at < '2026-02-01T12:00'", "condition"),
        ("opened_at between '2026-01-01' and resolved_at", "condition"),
        ("days_between(opened_at, period_end()) > 30", "condition"),
        ("case when major = 'yes' then 3 when priority = 'P1' then 2 else 0 end", "number"),
        ("coalesce(reopen_count, 0) + reassignment_count * 2", "number"),
        ("abs(reopen_count - 3) / -2", "number"),
        ("seconds_between(opened_at, resolved_at) / 2", "seconds"),
        ('("reopen_count") > 0', "condition"),
        ("reopen_count > 0 -- with a remark", "condition"),
    ],
)
def test_what_means_something(text: str, sort: str) -> None:
    found = checked(text, INCIDENT)
    assert isinstance(found, Part), found
    assert found.sort == sort


def test_a_list_is_asked_for_what_it_contains() -> None:
    found = checked("contains(affected_cis, 'CI-MAIL')", CHANGE)
    assert isinstance(found, Part)
    assert found.columns == {"affected_cis"}


@pytest.mark.parametrize(
    ("text", "said", "at"),
    [
        ("statuss = 'closed'", "`statuss` is not a field that can be computed with; did you mean `status`?", "statuss"),
        ("priority = 'P1' and made_slaa = 'yes'", "did you mean `made_sla`?", "made_slaa"),
        ("status = 'Closed'", "`status` is never `Closed`; did you mean `closed`?", "status"),
        ("title = 1", "`title` is a text and `1` is a number; these cannot be compared", "title"),
        ("title > 'a'", "neither more nor less", "title"),
        ("opened_at > '2026-02-30'", "2026-02-30 is not a day of the calendar", ""),
        ("opened_at > 'yesterday'", "`yesterday` is no date; write it as 2026-03-31", ""),
        ("reopen_count + hours(3) > 1", "mixes a number and a length of time", ""),
        ("hours(reopen_count)", "takes a number as it is written", "reopen_count"),
        ("seconds_between(opened_at)", "takes 2 values, not 1", ""),
        ("second_between(opened_at, resolved_at)", "did you mean `seconds_between`?", ""),
        ("priority = 'P1' and", "cannot be read as an expression", ""),
        ("priority is true", "`is` goes with `null`", ""),
        ("case priority when 'P1' then 1 else 2 end", "write `case when", ""),
        ("case when major = 'yes' then 1 end", "write `case when", ""),
        ("reopen_count and major = 'yes'", "a condition is needed", "reopen_count"),
        ("incident.priority = 'P1'", "leads to another table", ""),
        ("", "not one expression", ""),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(text: str, said: str, at: str) -> None:
    found = fault(text)
    assert said in found.message
    if at:
        assert text[found.start : found.end] == at


ATTACKS = (
    "1; DROP TABLE incident", "; 1", "(SELECT 1)", "priority = (SELECT max(priority) FROM incident)",
    "EXISTS (SELECT 1)", "priority IN (SELECT 'P1')", "priority = ANY (SELECT 'P1')", "SELECT 1", "WITH a AS (SELECT 1) SELECT 1",
    "COPY incident TO '/tmp/x'", "ATTACH 'x.db'", "DETACH x", "INSTALL httpfs", "LOAD httpfs", "SET memory_limit = '10GB'", "PRAGMA version",
    "CALL pragma_version()", "EXPORT DATABASE '/tmp/x'", "IMPORT DATABASE '/tmp/x'", "CREATE TABLE x (y INT)", "INSERT INTO incident VALUES (1)",
    "UPDATE incident SET priority = 'P1'", "DELETE FROM incident", "ALTER TABLE incident DROP COLUMN id", "TRUNCATE incident", "VACUUM", "CHECKPOINT",
    "read_csv('/etc/passwd')", "read_text('/etc/passwd')", "read_blob('/etc/passwd')", "read_parquet('x')", "read_json('http://example.org')",
    "glob('/*')", "getenv('HOME')", "current_setting('memory_limit')", "current_user", "current_date", "now()", "random()", "uuid()", "version()",
    "sleep(1000)", "pg_sleep(1000)", "generate_series(1, 1000000000000)", "range(1000000000)", "repeat('x', 1000000000)", "list_value(1)",
    "count(*)", "sum(reopen_count)", "row_number() OVER ()", "lag(priority) OVER (ORDER BY id)", "*", "incident.*", "COLUMNS('.*') = 1",
    "priority = ?", "priority = $1", "priority = :name", "priority = @name", "priority || 'x' = 'y'", "priority LIKE '%'", "priority ~ '(a+)+$'",
    "regexp_matches(priority, '(a+)+$')", "reopen_count::VARCHAR = '1'", "CAST(priority AS INTEGER) > 1", "TRY_CAST(priority AS INTEGER) > 1",
    "priority COLLATE nocase = 'p1'", "priority = e'\\x41'", "priority = $$P1$$", "priority = 'a\\'", "priority = 'a\x00b'", "[1, 2][1] > 0",
    "{'a': 1}['a'] > 0", "list_filter([1], lambda x: x > 0)", "x -> x + 1", "struct_pack(a := 1)", "reopen_count > 1e400", "reopen_count > 'NaN'",
    "reopen_count > Infinity", "reopen_count ** 99", "reopen_count ^ 99", "factorial(reopen_count)", "reopen_count << 62", "reopen_count % 0 = 0",
    "DATE '2026-01-01' < opened_at", "INTERVAL 1 DAY > INTERVAL 1 HOUR", "opened_at AT TIME ZONE 'UTC' > opened_at", "DEFAULT", "VALUES (1)",
    "query('SELECT 1')", "query_table('incident')", "eval('1')", "system('ls')", "{% raw %}", "${HOME}", "priority = 'P1' UNION SELECT 1",
    "priority = 'P1' ORDER BY 1", "priority = 'P1' LIMIT 1", "priority = 'P1' AS x", "NOT", "((((", "'", '"', "/*", "$", "\x00", "\\",
    "resolved_at > now()", "current_date = opened_at", "random() < 0.5", "uuid() = id", "priority = :x", "{{7*7}} = 1",
    "priority SIMILAR TO '(a+)+$'", "priority LIKE '%' || repeat('a', 1000000000)", "lpad(priority, 1000000000, 'x') = 'P1'",
    "list_transform([1], x -> x) IS NOT NULL", "(x -> x)(1) = 1", "priority IN (TABLE incident)", "EXISTS (FROM incident)",
    "priority = (VALUES (1))", "CAST(priority AS BLOB) = ''", "getenv('HOME') = 'x'", "current_setting('threads') = '1'",
    "count(*) > 1", "row_number() OVER () = 1", "sum(reopen_count) > 1", "COLUMNS(*) = 1", "* EXCLUDE (id) IS NOT NULL",
    "priority = 'P1' QUALIFY 1", "priority = 'P1' WINDOW w AS ()", "priority = 'P1' USING SAMPLE 1", "priority = 'P1' ORDER BY sleep(1)",
    "priority = U&'\\0041'", "priority = x'41'", "priority = b'1'", "priority = \u2019P1\u2019", "\uff50riority = 'P1'", "rowid = 1",
    "main.incident.priority = 'P1'", "reopen_count = 1e308*1e308", "~reopen_count = 1", "reopen_count ** 999999 = 1", "reopen_count ! = 1",
    "reopen_count % 2 = 1", "priority = 'P1\u202e'", "priority = 'P\u200b1'", "priority = '\ufeffP1'", "priority = 'P1\u2028'",
)  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS)
def test_what_is_no_plain_expression_is_refused(text: str) -> None:
    assert fault(text).message


@pytest.mark.parametrize(
    "text",
    [
        "(" * 499 + "1" + ")" * 499,
        "NOT " * 240 + "(1 = 1)",
        "1 + " * 245 + "1",
        "-" * 900 + "1",
        "1" * 2000,
        "a" * LONGEST,
    ],
)
def test_very_long_and_very_deep_ones_are_refused(text: str) -> None:
    assert fault(text).message


@given(st.text(max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    found = checked(text, INCIDENT)
    assert isinstance(found, ExpressionFault) or found.sort in SORTS


WORDS = st.sampled_from([
    *INCIDENT, "'P1'", "'yes'", "1", "2.5", "(", ")", ",", "=", "<", "+", "-", "*", "/", "and", "or", "not", "in", "is", "null",
    "between", "case", "when", "then", "else", "end", "filled(", "hours(", "seconds_between(", "select", "from", ";", "--", "'",
])  # fmt: skip


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_any_words_are_read_or_told(text: str) -> None:
    found = checked(text, INCIDENT)
    if isinstance(found, Part):
        assert found.columns <= INCIDENT.keys()
    else:
        assert found.message
        assert 0 <= found.start <= len(text)
