package io.omni.command.knowledge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.RepositoryUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SourcesTest {
    private static final String COLLECTIONS = """
            {"result":{"collections":[{"name":"code_embeddings"},{"name":"pipeline_outcomes"},{"name":"private"}]},
             "status":"ok","time":0.001}""";
    private static final String QUERY = "vector-memory POST /collections/code_embeddings/points/query";
    private static final String SEARCH = "vector-memory POST /collections/code_embeddings/points/search";
    private static final String OUTCOMES = "vector-memory POST /collections/pipeline_outcomes/points/query";
    private static final String EMPTY = "{\"result\":{\"points\":[]},\"status\":\"ok\",\"time\":0.001}";

    private final FakeServices services = new FakeServices();
    private final SourceFixture clients = new SourceFixture(services, KnowledgeSettings.defaults(Path.of("unused")));
    private final Question question = new Question("Add login with tokens", new float[] {1, 0}, "https://git/a/b", 5);

    @Test
    void qdrant_is_asked_for_the_collections_it_has_and_answers_with_payloads() throws Exception {
        services.on("vector-memory GET /collections", COLLECTIONS)
                .on(OUTCOMES, EMPTY)
                .on(QUERY, """
                {"result":{"points":[
                  {"id":1,"version":0,"score":0.4,"payload":{"path":"a.py","text":"def a(): ...","language":"python"}},
                  {"id":"5c56c793-69f3-4fbf-87e6-c4bf54c28c26","version":0,"score":0.9,"payload":{"content":"other"}},
                  {"id":3,"version":0,"score":0.8,"payload":{"no":"text"}}
                ]},"status":"ok","time":0.002}""");

        List<Passage> passages = clients.qdrant().search(question);

        assertThat(passages)
                .extracting(Passage::reference)
                .containsExactly("code_embeddings/5c56c793-69f3-4fbf-87e6-c4bf54c28c26", "code_embeddings/a.py");
        JsonNode body = services.bodies(QUERY).getFirst();
        assertThat(body.path("query").size()).isEqualTo(2);
        assertThat(body.path("with_payload").asBoolean()).isTrue();
        assertThat(body.path("limit").asInt()).isEqualTo(5);
        assertThat(services.calls).allSatisfy(c -> assertThat(c.timeout()).isEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void an_old_qdrant_is_searched_the_old_way() throws Exception {
        services.on("vector-memory GET /collections", "{\"result\":{\"collections\":[{\"name\":\"code_embeddings\"}]}}")
                .on(QUERY, 404, "")
                .on(SEARCH, "{\"result\":[{\"id\":1,\"score\":0.4,\"payload\":{\"text\":\"x\"}}],\"status\":\"ok\"}");

        assertThat(clients.qdrant().search(question))
                .extracting(Passage::reference)
                .containsExactly("code_embeddings/1");
        assertThat(services.bodies(SEARCH).getFirst().path("vector").isArray()).isTrue();
    }

    @Test
    void outcomes_of_other_repositories_are_dropped_even_if_the_filter_is_ignored() throws Exception {
        services.on("vector-memory GET /collections", COLLECTIONS)
                .on(QUERY, EMPTY)
                .on(OUTCOMES, """
                {"result":{"points":[
                  {"id":1,"score":0.4,"payload":{"text":"mine","title":"pipe_1","repository":"https://git/a/b"}},
                  {"id":2,"score":0.9,"payload":{"text":"theirs","title":"pipe_2","repository":"https://git/c/d"}}
                ]}}""");

        assertThat(clients.qdrant().search(question)).extracting(Passage::text).containsExactly("mine");
        assertThat(services.bodies(OUTCOMES)
                        .getFirst()
                        .at("/filter/must/0/match/value")
                        .asString())
                .isEqualTo("https://git/a/b");
    }

    @Test
    void one_broken_collection_does_not_hide_the_others() throws Exception {
        services.on("vector-memory GET /collections", COLLECTIONS)
                .on(QUERY, 500, "{}")
                .on(
                        OUTCOMES,
                        "{\"result\":{\"points\":[{\"id\":1,\"score\":1,\"payload\":{\"text\":\"mine\","
                                + "\"repository\":\"https://git/a/b\"}}]}}");

        assertThat(clients.qdrant().search(question)).hasSize(1);
    }

    @Test
    void without_an_embedding_qdrant_counts_as_unavailable() {
        assertThatThrownBy(() -> clients.qdrant().search(new Question("t", null, "r", 5)))
                .isInstanceOf(ServiceUnavailable.class)
                .hasMessageContaining("no embedding");
    }

    @Test
    void a_point_is_stored_in_a_collection_made_for_it() throws Exception {
        String ok = "{\"result\":true,\"status\":\"ok\",\"time\":0.1}";
        services.on("vector-memory GET /collections", "{\"result\":{\"collections\":[]}}")
                .on("vector-memory PUT /collections/pipeline_outcomes", 409, "{}")
                .on("vector-memory PUT /collections/pipeline_outcomes/points?wait=true", ok);

        clients.qdrant().upsert("pipeline_outcomes", "id", new float[] {1}, Map.of("text", "x"));

        assertThat(services.bodies("vector-memory PUT /collections/pipeline_outcomes")
                        .getFirst())
                .isEqualTo(FakeServices.JSON.readTree("{\"vectors\":{\"size\":384,\"distance\":\"Cosine\"}}"));
    }

    @Test
    void patterns_come_with_their_score_or_with_the_share_of_the_tasks_words() throws Exception {
        services.on("neo4j-graphrag-api POST /patterns/recommend", """
                {"patterns":[
                  {"name":"Repository\\n# evil","description":"keep queries together","score":7.5},
                  {"name":"Token login","description":"Add a login"}, {"score":0.5}, 3, null
                ]}""");

        List<Passage> passages = clients.graph().search(question);

        assertThat(passages).extracting(Passage::reference).containsExactly("Repository # evil", "Token login");
        assertThat(passages).extracting(Passage::score).containsExactly(1.0, 1.0);
        assertThat(services.bodies("neo4j-graphrag-api POST /patterns/recommend")
                        .getFirst()
                        .path("task")
                        .asString())
                .isEqualTo("Add login with tokens");
    }

    @Test
    void wiki_pages_are_searched_by_the_task_then_by_its_words_and_read_whole() throws Exception {
        services.on("knowledge-base POST /graphql", body -> {
            JsonNode variables = body.path("variables");
            if (variables.path("id").asInt(0) == 7) {
                return FakeServices.answer(200, """
                        {"data":{"pages":{"single":{"id":7,"title":"Tokens","path":"dev/tokens","content":"How login works"}}}}""");
            }
            boolean oneWord = variables.path("query").asString("").equals("tokens");
            return FakeServices.answer(
                    200,
                    "{\"data\":{\"pages\":{\"search\":{\"results\":"
                            + (oneWord ? "[{\"id\":\"7\",\"title\":\"Tokens\",\"path\":\"dev/tokens\"}]" : "[]")
                            + "}}}}");
        });

        assertThat(clients.wiki().search(question)).singleElement().satisfies(p -> {
            assertThat(p.reference()).isEqualTo("dev/tokens (Tokens)");
            assertThat(p.text()).isEqualTo("How login works");
            assertThat(p.score()).isBetween(0.5, 1.0);
        });
    }

    @Test
    void graphql_errors_are_trouble() {
        services.on("knowledge-base POST /graphql", "{\"errors\":[{\"message\":\"Forbidden\"}],\"data\":null}");

        assertThatThrownBy(() -> clients.wiki().search(question))
                .isInstanceOf(ServiceUnavailable.class)
                .hasMessageContaining("Forbidden");
    }

    @Test
    void opinions_are_taken_by_place_and_nonsense_among_them_is_not() throws Exception {
        services.on("token-infinity POST /api/v1/context/optimize", """
                {"items":[{"id":"1","score":0.9},{"id":"99","score":1},{"id":"x","score":1},{"id":"0","score":"NaN"}]}""");
        Passage passage = new Passage("wiki", "a", "", "text", 0.5, "");

        assertThat(clients.optimizer().scores("task", List.of(passage, passage), 1_000))
                .isEqualTo(Map.of(1, 0.9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{}", "null", "{\"patterns\":{}}", "{\"items\":7}"})
    void senseless_answers_make_a_source_unavailable_or_empty_never_a_crash(String answer) throws Exception {
        for (String route : List.of(
                "neo4j-graphrag-api POST /patterns/recommend",
                "vector-memory GET /collections",
                "knowledge-base POST /graphql",
                "token-infinity POST /api/v1/context/optimize")) {
            services.on(route, answer);
        }
        for (KnowledgeClient client : clients.all()) {
            try {
                assertThat(client.search(question)).isEmpty();
            } catch (ServiceUnavailable e) {
                assertThat(e.service()).isEqualTo(client.service());
            }
        }
        assertThatThrownBy(() -> clients.optimizer().scores("t", List.of(), 1)).isInstanceOf(ServiceUnavailable.class);
    }

    @Test
    void the_ingestor_is_told_repository_branch_and_commit() throws Exception {
        services.on("knowledge-ingestor POST /api/v1/ingest", 202, "{\"job_id\":\"1\"}");

        clients.ingestor().ingest(new RepositoryUrl("https://git/a/b.git"), new BranchName("main"), "c0ffee");

        assertThat(services.bodies("knowledge-ingestor POST /api/v1/ingest").getFirst())
                .isEqualTo(FakeServices.JSON.readTree(
                        "{\"repo_url\":\"https://git/a/b.git\",\"branch\":\"main\",\"commit\":\"c0ffee\"}"));
    }
}
