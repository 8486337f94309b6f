/** Restarts services, one or several, and shows and changes their configuration. */
@NullMarked
package io.omni.api.service.deployment;

import org.jspecify.annotations.NullMarked;
