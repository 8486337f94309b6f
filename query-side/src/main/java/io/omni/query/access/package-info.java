/** Questions about API keys. */
@NullMarked
package io.omni.query.access;

import org.jspecify.annotations.NullMarked;
