/**
 * A managed service's facts: what the catalogue says of it, how it is, and {@link io.omni.events.service.ServiceState}, which is what
 * its events add up to.
 */
@NullMarked
package io.omni.events.service;

import org.jspecify.annotations.NullMarked;
