package io.omni.command.service;

import java.net.URI;

/** A catalogue of one service that answers where a test wants it to. */
public final class TestCatalog {
    private TestCatalog() {}

    public static ServiceCatalog http(String name, String url) {
        return of(name, "/health", url);
    }

    public static ServiceCatalog of(String name, String health, String url) {
        String yaml = "services: [{name: " + name + ", container: c, port: 1, tier: T, health: " + health + "}]";
        return YamlServiceCatalog.parse("test.yaml", yaml, _ -> URI.create(url));
    }
}
