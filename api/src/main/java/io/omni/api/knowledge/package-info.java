/** The knowledge layer over HTTP: how it is, and refreshes of it. */
@NullMarked
package io.omni.api.knowledge;

import org.jspecify.annotations.NullMarked;
