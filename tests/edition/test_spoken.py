"""What families say is read from an edition as it would be made from their words."""

import numpy as np

from localoffer.edition.opening import Editions
from localoffer.question.spoken import Spoken
from localoffer.settings import Settings


def test_an_opened_lexicon_holds_what_its_vocabulary_says(settings: Settings) -> None:
    edition = Editions(settings.data).current()
    lexicon, made = edition.search.lexicon, Spoken.of(edition.vocabulary)

    assert lexicon.topics.row == made.topics.row
    assert lexicon.said == made.said
    assert lexicon.pairs == made.pairs
    assert lexicon.profile.slugs == made.profile.slugs
    assert lexicon.profile.features == made.profile.features
    for name in ("rarity", "starts", "rows", "weights"):
        one, other = (getattr(each.profile, name) for each in (lexicon, made))
        assert np.array_equal(one, other), name
