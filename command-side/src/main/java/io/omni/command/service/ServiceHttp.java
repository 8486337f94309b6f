package io.omni.command.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The one HTTP client that reaches the managed services, by their catalogue names; never another host. Every call has one deadline
 * over connecting, headers and body, a limit on the size of the answer, and a breaker per service. It follows no redirects and
 * retries nothing by itself.
 */
public interface ServiceHttp {

    /**
     * Calls a service.
     *
     * @return its answer, whatever the status
     * @throws ServiceUnavailable when there is no usable answer: not in the catalogue, refused, timed out, too large, cut off, or the
     *     breaker is open
     * @throws InterruptedException when the caller is told to stop
     */
    Answer send(Call call) throws ServiceUnavailable, InterruptedException;

    /**
     * A call to a service.
     *
     * @param service the catalogue name, for example {@code vector-memory}
     * @param method for example {@code POST}
     * @param path from the service's root, starting with one slash, with its query
     * @param headers beside those that the client sets
     * @param body the bytes to send; empty for none
     * @param timeout the deadline over the whole call
     * @param maxAnswerBytes the most bytes the answer's body may have
     */
    record Call(
            String service,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            Duration timeout,
            int maxAnswerBytes) {}

    /**
     * A service's answer.
     *
     * @param status the HTTP status
     * @param headers the headers, names in lower case
     * @param body the whole body
     */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {}
}
