/** The knowledge services: what each is asked, what each answers, and what becomes of an answer that isn't there. */
@NullMarked
package io.omni.command.knowledge.source;

import org.jspecify.annotations.NullMarked;
