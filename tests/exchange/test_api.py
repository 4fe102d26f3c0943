"""The search API keeps the shape that outsiders rely on."""

from flask.testing import FlaskClient

KEYS = {
    "query", "understood", "urgent", "confident", "total", "not_stated",
    "did_you_mean", "results", "facets", "rescue",
}  # fmt: skip
RESULT = {
    "slug", "kind", "title", "summary", "url", "topics", "reasons", "miles", "fit",
}  # fmt: skip
FACETS = [
    "topic", "need", "age", "access", "delivered", "cost", "day", "diagnosis", "plan",
    "provider", "interpreter",
]  # fmt: skip


def test_an_answer_has_the_shape_of_the_design(client: FlaskClient) -> None:
    answer = client.get(
        "/api/search", query_string={"q": "speech help for my 3 yr old in bletchley"}
    ).get_json()

    assert set(answer) == KEYS
    assert answer["query"]["language"] == "en"
    assert {"kind": "age", "value": 3, "text": "3 yr old"} in answer["understood"]
    place = {"kind": "place", "value": "Bletchley", "text": "bletchley"}
    assert place in answer["understood"]
    assert [facet["name"] for facet in answer["facets"]] == FACETS
    for result in answer["results"]:
        assert set(result) == RESULT
        assert result["fit"] in {"fits", "not stated"}
        assert client.get(result["url"]).status_code == 200


def test_the_page_and_the_api_give_the_same_results(client: FlaskClient) -> None:
    for question in ("adhd", "short breaks", "help with toilet training"):
        answer = client.get("/api/search", query_string={"q": question}).get_json()
        page = client.get("/search", query_string={"q": question}).text
        places = [page.index(f'href="{r["url"]}"') for r in answer["results"]]
        assert places == sorted(places)


def test_labels_follow_lang_and_values_do_not(client: FlaskClient) -> None:
    def facets(language: str) -> list[dict[str, object]]:
        args = {"q": "adhd", "lang": language}
        answer = client.get("/api/search", query_string=args).get_json()
        return list(answer["facets"])

    english, polish = facets("en"), facets("pl")

    assert [f["name"] for f in english] == [f["name"] for f in polish]
    assert [f["label"] for f in english] != [f["label"] for f in polish]


def test_topics_are_all_answered(client: FlaskClient) -> None:
    topics = client.get("/api/topics").get_json()["topics"]

    assert len(topics) == 80
    assert [t["slug"] for t in topics if t["entries"] == 0] == []
    assert set(topics[0]) == {"slug", "label", "entries"}


def test_errors_have_one_shape(client: FlaskClient) -> None:
    for address in ("/api/nothing", "/api/search?page=0", "/api/search?page=99999"):
        response = client.get(address)
        assert response.status_code == 404
        assert set(response.get_json()) == {"error"}
        assert set(response.get_json()["error"]) == {"status", "message"}


def test_any_site_may_read_the_answers(client: FlaskClient) -> None:
    response = client.get("/api/search?q=adhd")

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response.headers
