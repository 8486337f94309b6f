package io.omni.api.sandbox;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service as the sandbox plays it, with the real one's requests and answers. */
interface PlayedService {

    /** The catalogue name. */
    String name();

    /** Answers a request; a path it doesn't know gets {@link Reply#notFound()}. */
    Reply answer(Asked asked);

    /** Forgets what it was told since the start. */
    default void reset() {}

    /**
     * A request.
     *
     * @param method in upper case
     * @param path from the service's root, decoded, without the query
     * @param body the bytes
     */
    record Asked(String method, String path, byte[] body, JsonMapper mapper) {

        boolean is(String wantedMethod, String wantedPath) {
            return method.equals(wantedMethod) && path.equals(wantedPath);
        }

        /** The parts of the path between its slashes. */
        List<String> segments() {
            return List.of(path.substring(1).split("/", -1));
        }

        /**
         * The body as JSON; an empty object when there is none.
         *
         * @throws JacksonException when it is no JSON, which becomes a 400
         */
        JsonNode json() {
            return body.length == 0 ? mapper.createObjectNode() : mapper.readTree(body);
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body what is written as JSON
     */
    record Reply(int status, Object body) {
        static Reply ok(Object body) {
            return new Reply(200, body);
        }

        static Reply error(int status, String message) {
            return new Reply(status, Map.of("error", Map.of("message", message)));
        }

        static Reply notFound() {
            return error(404, "The sandbox does not play this path.");
        }
    }
}
