/**
 * The nine modules: pure, versioned policies that judge clips, order and place work, and explain it. Same input, same output; what they
 * decided holds what they decided on, so it can be decided again. Formulas: {@code docs/omniva-policies.md}.
 */
@NullMarked
package io.omni.events.content.mind;

import org.jspecify.annotations.NullMarked;
