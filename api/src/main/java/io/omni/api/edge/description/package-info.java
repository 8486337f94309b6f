/** The description of the API: generated from the controllers, what they declare, and their Javadoc. */
@NullMarked
package io.omni.api.edge.description;

import org.jspecify.annotations.NullMarked;
