/** What the operator sets through the environment, read and checked once before anything starts. */
@NullMarked
package io.omni.api.settings;

import org.jspecify.annotations.NullMarked;
