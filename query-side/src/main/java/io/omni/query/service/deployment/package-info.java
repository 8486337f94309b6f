/** Questions about services' deployments: their configuration, its history, and restarts. */
@NullMarked
package io.omni.query.service.deployment;

import org.jspecify.annotations.NullMarked;
