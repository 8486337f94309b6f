package io.omni.api.stardust;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the ledger is kept.
 *
 * @param folder where this node keeps the public key, the last checkpoint it has seen, and archives
 * @param publishEvery the shortest time between two checkpoints that are made known with an event, 1 s..1 h
 *     ({@code OMNI_STARDUST_PUBLISH_EVERY}, default 10 s)
 */
public record StardustSettings(Path folder, Duration publishEvery) {}
