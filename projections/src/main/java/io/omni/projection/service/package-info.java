/** Folds services' events into the rows that services are read from, and into incidents. */
@NullMarked
package io.omni.projection.service;

import org.jspecify.annotations.NullMarked;
