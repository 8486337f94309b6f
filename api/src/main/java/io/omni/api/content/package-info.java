/** The content pipeline over HTTP: projects, creators, jobs, clips, schedules and logs below {@code /v1}. */
@NullMarked
package io.omni.api.content;

import org.jspecify.annotations.NullMarked;
