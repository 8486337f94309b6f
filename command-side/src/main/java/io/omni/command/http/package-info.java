/** Outgoing HTTP with one deadline and one size limit over a whole exchange; who may be called is decided by its users. */
@NullMarked
package io.omni.command.http;

import org.jspecify.annotations.NullMarked;
