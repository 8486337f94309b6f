/** Answers questions about the managed services: how they are, what hangs together, what went wrong when. */
@NullMarked
package io.omni.query.service;

import org.jspecify.annotations.NullMarked;
