/** The workers of the content pipeline: each does one kind of job with sources, programs, the store and targets. */
@NullMarked
package io.omni.command.content.worker;

import org.jspecify.annotations.NullMarked;
