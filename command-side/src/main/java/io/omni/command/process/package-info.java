/** Commands of other people's projects, run where they can't outlive, outgrow or outwait their limits. */
@NullMarked
package io.omni.command.process;

import org.jspecify.annotations.NullMarked;
