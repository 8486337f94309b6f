/** Keeps asking the managed services how they are, on whichever node is free, and tells their aggregates when that has changed. */
@NullMarked
package io.omni.command.service.health;

import org.jspecify.annotations.NullMarked;
