/** The data folder, the database server inside or outside, its migrations and its connection pools. */
@NullMarked
package io.omni.api.storage;

import org.jspecify.annotations.NullMarked;
