/** Runs of every kind as durable work: what each waits for, and the reconciler that puts back to work what nothing moves any more. */
@NullMarked
package io.omni.command.run;

import org.jspecify.annotations.NullMarked;
