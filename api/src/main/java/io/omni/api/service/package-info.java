/** The managed services over HTTP: how they are, what hangs together, what went wrong. */
@NullMarked
package io.omni.api.service;

import org.jspecify.annotations.NullMarked;
