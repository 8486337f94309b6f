/** The form of the answers below {@code /v1}: the envelope around what a controller gives, and pages of lists both ways. */
@NullMarked
package io.omni.api.edge.envelope;

import org.jspecify.annotations.NullMarked;
