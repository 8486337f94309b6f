/** Answers questions about the content pipeline: projects, videos, clips, jobs, schedules and logs. */
@NullMarked
package io.omni.query.content;

import org.jspecify.annotations.NullMarked;
