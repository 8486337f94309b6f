/** Folds the events of the content pipeline into the rows that callers read, and tells in sentences what happened. */
@NullMarked
package io.omni.projection.content;

import org.jspecify.annotations.NullMarked;
