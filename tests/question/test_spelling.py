"""Words found by halves in one text are those that a set would hold."""

from hypothesis import given, strategies as st

from localoffer.question.spelling import has_line

WORDS = st.text("abß-", max_size=3)


@given(lines=st.sets(WORDS), line=WORDS)
def test_a_line_is_found_where_it_stands_and_nowhere_else(
    lines: set[str], line: str
) -> None:
    text = "".join(f"\n{one}" for one in sorted(lines)) + "\n"

    assert has_line(text, line) == (line in lines)
