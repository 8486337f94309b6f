/** The read model of services' deployments. */
@NullMarked
package io.omni.projection.service.deployment;

import org.jspecify.annotations.NullMarked;
