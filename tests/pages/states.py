"""Every kind of public page in every state that a reader may meet, in one list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """A page as a reader may meet it; `rule` is its kind, as the site's map has it.

    Where `typed` is given, its words are typed into the page's form, and that is sent.
    """

    rule: str
    name: str
    address: str
    typed: tuple[tuple[str, str], ...] | None = None


def _sent(rule: str, name: str, address: str, **typed: str) -> State:
    return State(rule, name, address, tuple(typed.items()))


def _states(rule: str, **addresses: str) -> tuple[State, ...]:
    kind = rule.strip("/").replace("/", "-").replace("<", "").replace(">", "") or "home"
    return tuple(
        State(rule, f"{kind}-{name}".replace("_", "-"), address)
        for name, address in addresses.items()
    )


NAMED = "My son Jakub waits for Mrs Khan. Ring 07700 900123, write to a@b.example."
STATES = (
    *_states("/", first="/"),
    *_states(
        "/search",
        found="/search?q=speech+help+for+my+3yo+in+bletchley",
        second="/search?q=autism&page=2",
        filtered="/search?need=autism&cost=free&age=5-10",
        whole_filter="/search?q=autism&more=topic",
        nothing="/search?q=zzzz+qqqq",
        nothing_fits="/search?q=autism&day=monday&cost=priced",
        elsewhere="/search?q=council+tax+bill",
        misspelt="/search?q=sensery+processing",
        urgent="/search?q=i+want+to+die",
        acronym="/search?q=EHCP",
        unknown_filter="/search?need=nonsense&near=zzzz",
        neighbour="/search?q=autism&near=NN1+1AA",
        other_language="/search?q=logopeda",
        no_such_page="/search?page=999",
        all="/search",
        list_carried="/search?q=sleep&s=camhs",
    ),
    *_states(
        "/services/<slug>",
        doubts="/services/camhs",
        phones="/services/mk-sendias",
        not_confirmed="/services/salt-drop-in",
        urgent="/services/samaritans",
    ),
    *_states(
        "/guides/<slug>",
        first="/guides/turning-16",
        timeline="/guides/ehc-needs-assessment-week-by-week",
    ),
    *_states(
        "/guides/<slug>/letters",
        first="/guides/ehc-needs-assessment-week-by-week/letters",
    ),
    *_states("/services/<slug>/easy", first="/services/mk-sendias/easy"),
    *_states("/guides/<slug>/easy", first="/guides/worried-about-talking/easy"),
    *_states("/urgent-help/easy", first="/urgent-help/easy"),
    *_states("/privacy/easy", first="/privacy/easy"),
    *_states("/feedback/easy", first="/feedback/easy"),
    *_states("/guides/", first="/guides/"),
    *_states("/topics/", first="/topics/"),
    *_states("/topics/<slug>", first="/topics/sleep"),
    *_states(
        "/whats-on",
        first="/whats-on",
        filtered="/whats-on?need=autism&near=MK9+3EJ",
        no_date="/whats-on?week=soon",
    ),
    *_states(
        "/list",
        empty="/list",
        full="/list?s=camhs,mk-sendias,turning-16",
        unknown="/list?s=camhs,nothing",
    ),
    *_states(
        "/feedback",
        first="/feedback",
        about="/feedback?about=camhs",
        wrong_reference="/feedback?reference=nothing",
        missing="/feedback?missing=sleep",
        correction="/feedback?about=camhs&kind=correction",
        young="/feedback?voice=young&about=turning-16",
    ),
    _sent("/feedback", "feedback-empty", "/feedback"),
    _sent("/feedback", "feedback-notice", "/feedback?about=camhs", words=NAMED),
    _sent("/feedback", "feedback-young-empty", "/feedback?voice=young"),
    _sent("/feedback", "feedback-young-notice", "/feedback?voice=young", words=NAMED),
    *_states(
        "/found",
        yes="/found?found=yes",
        no="/found?found=no&kind=results&about=sleep&q=sleep",
        urgent="/found?found=no&kind=results&about=crisis&q=help",
        right="/found?right=yes&kind=service&slug=camhs",
    ),
    *_states("/you-said-we-did", first="/you-said-we-did"),
    *_states("/about", first="/about"),
    *_states("/accessibility", first="/accessibility"),
    *_states("/privacy", first="/privacy"),
    *_states("/cookies", first="/cookies"),
    *_states("/urgent-help", first="/urgent-help"),
    *_states("/glossary", first="/glossary"),
    *_states("/young-people", first="/young-people"),
    *_states("/interpreters", first="/interpreters"),
    *_states(
        "/booklet",
        first="/booklet",
        chosen="/booklet?age=5-10&size=large",
        unknown="/booklet?s=camhs,nobody",
        nothing="/booklet?s=nobody",
    ),
    *_states("/booklet.pdf", being_made="/booklet.pdf?topic=sleep"),
    *_states("/handouts", first="/handouts"),
    *_states("/handout.pdf", nothing="/handout.pdf"),
    *_states("/offline", first="/offline"),
    *_states("/nowhere", not_found="/nowhere"),
    *_states("/zh/", unknown_language="/zh/about"),
    *_states("/desk/sign-in", first="/desk/sign-in"),
    *_states("/desk/style", first="/desk/style"),
)
# Pages that a site with something published has; tests/replies looks at them.
ANSWERED = (
    *_states(
        "/you-said-we-did",
        answered="/you-said-we-did",
        topic="/you-said-we-did?topic=sleep",
        promises="/you-said-we-did?open=1",
        about="/you-said-we-did?about=camhs",
        nothing="/you-said-we-did?year=1999",
    ),
    *_states(
        "/you-said-we-did/<int:number>",
        theme="/you-said-we-did/4",
        taken_down="/you-said-we-did/7",
    ),
    *_states(
        "/you-said-we-did/reports/<name>",
        first="/you-said-we-did/reports/2026",
    ),
    *_states(
        "/you-said-we-did/reports/<name>.<kind>",
        being_made="/you-said-we-did/reports/2026.pdf",
    ),
    *_states("/services/<slug>", answered="/services/camhs"),
)
# Posted, so that no address shows them: tests send the form first.
SENT = ("/feedback/<reference>",)
KINDS = tuple({state.rule: state for state in reversed(STATES)}.values())[::-1]


def is_translated(state: State) -> bool:
    """Say whether a page has an address in other languages: the desk has none."""
    return not state.rule.startswith("/desk")
