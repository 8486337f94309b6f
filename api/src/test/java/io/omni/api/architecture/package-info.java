/** The rules that keep the architecture, and the proof that each of them bites. */
@NullMarked
package io.omni.api.architecture;

import org.jspecify.annotations.NullMarked;
