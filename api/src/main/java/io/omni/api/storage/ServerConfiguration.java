package io.omni.api.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the embedded server is configured. It is passed on the command line, which no file in the cluster can overrule:
 * nothing that was once tried out there can take durability away.
 */
final class ServerConfiguration {

    private ServerConfiguration() {}

    static List<String> arguments(Path cluster, int port) {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.toString()));
        parameters(port).forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }

    private static Map<String, String> parameters(int port) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("port", Integer.toString(port));
        parameters.put("listen_addresses", "127.0.0.1");
        parameters.put("unix_socket_directories", "");
        parameters.put("password_encryption", "scram-sha-256");
        parameters.put("fsync", "on");
        parameters.put("synchronous_commit", "on");
        parameters.put("full_page_writes", "on");
        parameters.put("wal_compression", "on");
        parameters.put("max_wal_size", "1GB");
        parameters.put("checkpoint_completion_target", "0.9");
        parameters.put("shared_buffers", "128MB");
        parameters.put("effective_cache_size", "512MB");
        parameters.put("work_mem", "8MB");
        parameters.put("max_connections", "100");
        parameters.put("timezone", "UTC");
        parameters.put("jit", "off");
        parameters.put("autovacuum_naptime", "20s");
        parameters.put("log_destination", "stderr");
        parameters.put("logging_collector", "off");
        parameters.put("log_min_messages", "warning");
        parameters.put("log_line_prefix", "%m [%p] ");
        // A failing statement's text may hold a value that must not reach a file.
        parameters.put("log_min_error_statement", "panic");
        parameters.put("log_error_verbosity", "terse");
        parameters.put("log_parameter_max_length_on_error", "0");
        return parameters;
    }
}
