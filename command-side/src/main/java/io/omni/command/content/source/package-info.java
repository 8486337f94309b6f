/** Where videos come from: folders, feeds, HTTP, and the platforms that the program yt-dlp knows. */
@NullMarked
package io.omni.command.content.source;

import org.jspecify.annotations.NullMarked;
