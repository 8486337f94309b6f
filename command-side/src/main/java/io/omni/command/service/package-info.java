/** The managed services as the command side sees them: the catalogue, and the one HTTP client that reaches them. */
@NullMarked
package io.omni.command.service;

import org.jspecify.annotations.NullMarked;
