package io.omni.events.content;

import java.util.List;

/**
 * What to render.
 *
 * @param media the video
 * @param start seconds from its beginning
 * @param end seconds from its beginning
 * @param cues the lines in it, for captions
 * @param operations what to do
 * @param gpuRequired whether only a node with a graphics processor may do it
 */
public record EditInput(
        StoredFile media, double start, double end, List<Cue> cues, List<EditOperation> operations, boolean gpuRequired)
        implements JobInput {

    /** Keeps its own copies of the collections. */
    public EditInput {
        cues = List.copyOf(cues);
        operations = List.copyOf(operations);
    }
}
