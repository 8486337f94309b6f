package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.edge.Access;
import io.omni.api.edge.Scope;
import io.omni.api.whole.Api.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every operation there is, called with a key of every scope. */
@Timeout(120)
@ExtendWith(SharedOmni.class)
class ScopesIT {
    private final RunningOmni omni;

    ScopesIT(RunningOmni omni) {
        this.omni = omni;
    }

    private record Operation(String method, String path, Scope scope) {}

    @Test
    void a_key_opens_what_its_scope_opens_and_nothing_else() {
        Map<Scope, Api> callers = new LinkedHashMap<>();
        Scope.grantable()
                .forEach(scope -> callers.put(scope, omni.api().as(omni.api().newKey(scope.wireName()))));
        List<Operation> operations = operations();

        assertThat(operations).hasSizeGreaterThan(15);
        for (Operation operation : operations) {
            callers.forEach((scope, caller) -> {
                boolean may = operation.scope == Scope.PUBLIC || operation.scope == scope;
                if (!may) {
                    Answer answer = caller.send(operation.method, operation.path, null);
                    assertThat(answer.status())
                            .as("%s with %s: %s", operation, scope, answer)
                            .isEqualTo(403);
                    assertThat(answer.errorCode()).isEqualTo("FORBIDDEN");
                } else if (isQuickRead(operation)) {
                    Answer answer = caller.send("GET", operation.path, null);
                    assertThat(answer.status())
                            .as("%s with %s: %s", operation, scope, answer)
                            .isNotIn(401, 403);
                }
            });
        }
    }

    @Test
    void nobody_without_a_token_gets_past_what_is_public() {
        Api nobody = omni.api().as(null);

        for (Operation operation : operations()) {
            if (operation.scope != Scope.PUBLIC) {
                // From outside the trusted networks: within them /v1 needs no token.
                Answer answer = nobody.send(operation.method, operation.path, null, "X-Forwarded-For", "203.0.113.9");
                assertThat(answer.status()).as("%s: %s", operation, answer).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            }
        }
    }

    @Test
    void what_the_scope_read_opens_changes_nothing() {
        assertThat(operations())
                .filteredOn(operation -> operation.scope == Scope.READ)
                .extracting(Operation::method)
                .containsOnly("GET");
    }

    @Test
    void nobody_gives_a_key_more_than_they_have() {
        Api administrator = omni.api().as(omni.api().newKey("admin"));

        Answer answer = administrator.post("/api/v1/keys", "{\"name\":\"more\",\"scopes\":[\"admin\",\"pipelines\"]}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(administrator
                        .post("/api/v1/keys", "{\"name\":\"as much\",\"scopes\":[\"admin\"]}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_tenants_key_makes_and_sees_only_the_tenants_keys() {
        Answer made = omni.api().post("/api/v1/keys", "{\"name\":\"t\",\"scopes\":[\"admin\"],\"tenant\":\"acme\"}");
        Api tenant = omni.api().as(made.json().path("key").asString());
        String others = omni.api()
                .post("/api/v1/keys", "{\"name\":\"o\",\"scopes\":[\"read\"],\"tenant\":\"other\"}")
                .header("Location");

        Answer own = tenant.post("/api/v1/keys", "{\"name\":\"own\",\"scopes\":[\"admin\"]}");

        assertThat(own.json().path("tenant").asString()).isEqualTo("acme");
        assertThat(tenant.get(others).status()).isEqualTo(404);
        assertThat(tenant.send("DELETE", others, null).errorCode()).isEqualTo("KEY_NOT_FOUND");
        assertThat(tenant.get("/api/v1/keys").text()).doesNotContain("other");
        assertThat(tenant.post("/api/v1/keys", "{\"name\":\"x\",\"scopes\":[\"admin\"],\"tenant\":\"other\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_key_is_listed_without_its_secret_and_every_broken_field_is_named_at_once() {
        Answer made = omni.api().post("/api/v1/keys", "{\"name\":\"secretive\",\"scopes\":[\"read\"]}");
        String secret = made.json().path("key").asString();

        assertThat(omni.api().get(made.header("Location")).text()).doesNotContain(secret);
        assertThat(omni.api().get("/api/v1/keys").text()).doesNotContain(secret);
        assertThat(omni.api().get(made.header("Location")).header("ETag")).isEqualTo("\"1\"");
        Answer broken = omni.api()
                .post(
                        "/api/v1/keys",
                        "{\"name\":\" \",\"scopes\":[\"root\"],\"tenant\":\"A B\",\"expires_at\":\"2020-01-01T00:00:00Z\"}");
        assertThat(broken.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(broken.json().path("error").path("details")).hasSize(4);
    }

    @Test
    void a_change_that_names_another_version_is_refused() {
        String key = omni.api()
                .post("/api/v1/keys", "{\"name\":\"v\",\"scopes\":[\"read\"]}")
                .header("Location");

        assertThat(omni.api().send("DELETE", key, null, "If-Match", "\"2\"").errorCode())
                .isEqualTo("PRECONDITION_FAILED");
        assertThat(omni.api().send("DELETE", key, null, "If-Match", "W/\"1\"").status())
                .isEqualTo(412);
        assertThat(omni.api()
                        .send("DELETE", key, null, "If-Match", "\"2\", \"1\"")
                        .status())
                .isEqualTo(204);
        assertThat(omni.api().send("DELETE", key, null).errorCode()).isEqualTo("KEY_NOT_FOUND");
    }

    /** A stream never ends, and a scrape is no read of one thing. */
    private static boolean isQuickRead(Operation operation) {
        return operation.method.equals("GET")
                && !operation.path.contains("stream")
                && operation.path.startsWith("/api/");
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        omni.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> operations.addAll(operations(mapping, method)));
        return operations;
    }

    private static List<Operation> operations(RequestMappingInfo mapping, HandlerMethod method) {
        if (!method.getBeanType().getName().startsWith("io.omni.")) {
            return List.of();
        }
        Access access = method.getMethodAnnotation(Access.class);
        assertThat(access).as("%s", method).isNotNull();
        List<Operation> operations = new ArrayList<>();
        Set<String> paths = mapping.getPatternValues();
        paths.stream()
                .filter(path -> !path.equals("/error"))
                .map(path -> path.replaceAll("\\{[^}]*}", "x"))
                .forEach(path -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(verb -> operations.add(new Operation(verb.name(), path, access.scope()))));
        return operations;
    }
}
