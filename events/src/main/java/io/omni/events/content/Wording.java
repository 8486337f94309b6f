package io.omni.events.content;

import java.util.List;

/**
 * What an upload says about its clip.
 *
 * @param title at most 120 characters
 * @param description at most 5000 characters
 * @param keywords at most 15
 * @param privacyStatus who may see it
 */
public record Wording(String title, String description, List<String> keywords, PrivacyStatus privacyStatus) {

    /** Keeps its own copy of the list. */
    public Wording {
        keywords = List.copyOf(keywords);
    }
}
