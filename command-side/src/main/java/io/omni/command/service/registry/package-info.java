/** The managed services as aggregates: what the catalogue says of them, and how they are. */
@NullMarked
package io.omni.command.service.registry;

import org.jspecify.annotations.NullMarked;
