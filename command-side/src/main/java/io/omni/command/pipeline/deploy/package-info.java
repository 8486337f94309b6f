/** The deploy stage: the commit, its branch, and the pull request. */
@NullMarked
package io.omni.command.pipeline.deploy;

import org.jspecify.annotations.NullMarked;
