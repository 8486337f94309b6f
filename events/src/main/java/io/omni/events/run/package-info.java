/** What happens to runs of any kind beside what they do themselves: that one stood still, and was put back to work. */
@NullMarked
package io.omni.events.run;

import org.jspecify.annotations.NullMarked;
