/** The benchmark: what the product does in a second, beside what its own PostgreSQL and its own server can do at most. */
@NullMarked
package io.omni.api.benchmark;

import org.jspecify.annotations.NullMarked;
