"""Which topics lead: after a refusal, in harm, and when a question is none of ours."""

from localoffer.content.vocabulary import ELSEWHERE
from localoffer.question.leading import after_refusal, help_first, is_none_of_ours
from localoffer.question.topics import TopicMatch

PLAN = TopicMatch("ehc-plan", 1.0, 9.0, 0, 2)
APPEAL = TopicMatch("tribunal", 0.4, 3.0, 3, 4)
DEATH = TopicMatch("bereavement", 1.0, 5.0, 4, 5)
BINS = TopicMatch(ELSEWHERE, 0.8, 4.0, 0, 1)
WAYS = {"ehc-plan": ("tribunal", "mediation")}


def test_a_refusal_leads_to_the_ways_on_before_what_was_refused() -> None:
    led = after_refusal([PLAN, APPEAL], WAYS)

    assert [m.slug for m in led] == ["tribunal", "mediation", "ehc-plan"]
    assert [m.share for m in led] == sorted((m.share for m in led), reverse=True)
    assert (led[0].first, led[0].last) == (3, 4)
    assert led[0].score == PLAN.score


def test_a_topic_without_ways_on_keeps_its_own_answer() -> None:
    assert after_refusal([APPEAL, PLAN], WAYS) == [APPEAL, PLAN]
    assert after_refusal([], WAYS) == []


def test_in_harm_help_for_now_is_first_and_no_other_topic_is_named() -> None:
    first, later = help_first([DEATH])

    assert (first.slug, first.share) == ("crisis", 1.0)
    assert (later.slug, later.first) == ("bereavement", None)
    assert later.share < 0.5


def test_a_whole_phrase_of_ours_keeps_a_question_ours() -> None:
    part = TopicMatch("new-arrivals", 1.0, 4.0)

    assert is_none_of_ours([part, BINS])
    assert not is_none_of_ours([PLAN, BINS])
    assert not is_none_of_ours([part])
    assert not is_none_of_ours([])
