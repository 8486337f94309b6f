/** Checkouts of repositories that stages work in: cloning, patching, committing and pushing, with nothing in a repository trusted. */
@NullMarked
package io.omni.command.pipeline.workspace;

import org.jspecify.annotations.NullMarked;
