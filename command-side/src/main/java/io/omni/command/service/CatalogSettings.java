package io.omni.command.service;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which catalogue of services is used.
 *
 * @param file the operator's own YAML file; null for the platform's catalogue
 */
public record CatalogSettings(@Nullable Path file) {}
