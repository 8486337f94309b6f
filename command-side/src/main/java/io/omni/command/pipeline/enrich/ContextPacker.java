package io.omni.command.pipeline.enrich;

import io.omni.command.knowledge.source.Passage;
import io.omni.events.pipeline.ContextItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Packs passages into a number of tokens: best first, each whole or not at all, each text once. The tokens are those of the finished
 * document, headers and all, counted as the model counts them.
 */
final class ContextPacker {
    private static final int MAX_DROPPED = 50;
    private static final int MAX_CHOSEN = 200;
    private static final int MAX_CHARS_PER_TOKEN = 64;

    private final int maxTokens;
    private final ToIntFunction<String> counter;
    private final List<Passage> chosen = new ArrayList<>();
    private final List<ContextItem> chosenItems = new ArrayList<>();
    private final List<ContextItem> dropped = new ArrayList<>();
    private final Map<String, String> taken = new HashMap<>();
    private int used;

    private ContextPacker(int maxTokens, ToIntFunction<String> counter) {
        this.maxTokens = maxTokens;
        this.counter = counter;
        this.used = counter.applyAsInt(ContextDocument.HEAD);
    }

    /**
     * A packed context.
     *
     * @param markdown the document
     * @param tokens its tokens, at most as many as allowed
     * @param chosen what is in it, best first
     * @param dropped the best of what isn't, at most 50
     */
    record Packed(String markdown, int tokens, List<ContextItem> chosen, List<ContextItem> dropped) {}

    /**
     * Packs.
     *
     * @param ranked best first
     * @param maxTokens the most tokens the document may have
     * @param counter counts a text's tokens
     */
    static Packed pack(List<Passage> ranked, int maxTokens, ToIntFunction<String> counter) {
        ContextPacker packer = new ContextPacker(maxTokens, counter);
        ranked.forEach(packer::consider);
        return packer.finish();
    }

    private void consider(Passage passage) {
        String twin = taken.get(passage.sha256());
        if (twin != null) {
            drop(passage, 0, "the same text as " + twin);
            return;
        }
        if (chosen.size() == MAX_CHOSEN) {
            drop(passage, 0, "there are " + MAX_CHOSEN + " better passages");
            return;
        }
        // Counting takes time in proportion to the text, and text of which a token holds this much says nothing.
        if (passage.text().length() / MAX_CHARS_PER_TOKEN > maxTokens) {
            drop(passage, 0, "too large for the " + (maxTokens - used) + " tokens left");
            return;
        }
        int tokens = counter.applyAsInt(ContextDocument.section(passage));
        if (used + tokens > maxTokens) {
            drop(passage, tokens, "too large for the " + Math.max(0, maxTokens - used) + " tokens left");
            return;
        }
        used += tokens;
        chosen.add(passage);
        chosenItems.add(item(passage, tokens, passage.why()));
        taken.put(passage.sha256(), passage.reference());
    }

    private Packed finish() {
        String markdown = ContextDocument.of(chosen);
        int tokens = counter.applyAsInt(markdown);
        // Tokens of parts don't add up exactly: a token may span the seam between two.
        while (tokens > maxTokens && !chosen.isEmpty()) {
            Passage last = chosen.removeLast();
            ContextItem item = chosenItems.removeLast();
            dropped.addFirst(item(last, item.tokens(), "one too many for " + maxTokens + " tokens"));
            markdown = ContextDocument.of(chosen);
            tokens = counter.applyAsInt(markdown);
        }
        if (chosen.isEmpty()) {
            return new Packed("", 0, List.of(), firstOf(dropped));
        }
        return new Packed(markdown, tokens, List.copyOf(chosenItems), firstOf(dropped));
    }

    private void drop(Passage passage, int tokens, String reason) {
        dropped.add(item(passage, tokens, reason));
    }

    private static ContextItem item(Passage passage, int tokens, String reason) {
        return new ContextItem(passage.source(), passage.reference(), passage.score(), tokens, reason);
    }

    private static List<ContextItem> firstOf(List<ContextItem> items) {
        return List.copyOf(items.subList(0, Math.min(MAX_DROPPED, items.size())));
    }
}
