/** Pipelines over HTTP: requests checked and turned into commands, questions turned into queries. */
@NullMarked
package io.omni.api.pipeline;

import org.jspecify.annotations.NullMarked;
