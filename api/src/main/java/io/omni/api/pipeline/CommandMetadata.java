package io.omni.api.pipeline;

import java.util.Map;

/** What every command carries along about the request that it comes from. */
@FunctionalInterface
public interface CommandMetadata {

    /** The current request's {@code actor}, {@code request_id} and {@code trace_id}. */
    Map<String, String> current();
}
