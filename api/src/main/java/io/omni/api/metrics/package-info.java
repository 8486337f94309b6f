/** The platform's metrics: what is counted of requests, and what all nodes' counts add up to. */
@NullMarked
package io.omni.api.metrics;

import org.jspecify.annotations.NullMarked;
