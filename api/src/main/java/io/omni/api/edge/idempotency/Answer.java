package io.omni.api.edge.idempotency;

import java.util.Map;

/**
 * What a request was answered.
 *
 * @param status the HTTP status
 * @param headers those that belong to the answer, not to the exchange
 * @param body the bytes
 */
record Answer(int status, Map<String, String> headers, byte[] body) {}
