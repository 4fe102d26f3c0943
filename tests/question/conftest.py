"""What the tests of questions share."""

import pytest

from localoffer.edition.opening import Edition
from localoffer.question.lexicon import Lexicon


@pytest.fixture(scope="session")
def lexicon(edition: Edition) -> Lexicon:
    """The words of the edition that every page shows."""
    return edition.lexicon
