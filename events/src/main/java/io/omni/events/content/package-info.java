/** The content pipeline: the events of projects, jobs, videos, clips and calendars, the folds of them, and what the modules decide. */
@NullMarked
package io.omni.events.content;

import org.jspecify.annotations.NullMarked;
