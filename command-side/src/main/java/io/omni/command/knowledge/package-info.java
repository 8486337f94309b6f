/** The embedded knowledge index: walking and chunking repositories, embedding, and hybrid search over text and vectors. */
@NullMarked
package io.omni.command.knowledge;

import org.jspecify.annotations.NullMarked;
