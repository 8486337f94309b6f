/** What happens to the containers of managed services: their configuration, their restarts, and rolling restarts of several. */
@NullMarked
package io.omni.events.service.deployment;

import org.jspecify.annotations.NullMarked;
