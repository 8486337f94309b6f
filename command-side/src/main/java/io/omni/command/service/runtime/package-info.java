/** The containers that services run in: what may be asked of a container engine, and Docker's engine as one. */
@NullMarked
package io.omni.command.service.runtime;

import org.jspecify.annotations.NullMarked;
