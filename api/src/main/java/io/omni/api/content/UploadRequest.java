package io.omni.api.content;

import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ValidationFailed;
import io.omni.command.content.UploadClip;
import io.omni.events.content.ClipId;
import io.omni.events.content.JobId;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a clip is to be uploaded. Without title, description and keywords it goes out with the words that Chorus wrote.
 *
 * @param title 1 to 120 characters
 * @param description at most 5000 characters; default none
 * @param keywords at most 15 of 1 to 100 characters; default none
 * @param scheduledTime when it is to be published, a timestamp; default when the scheduler says
 * @param privacyStatus who may see it: {@code public}, {@code unlisted} or {@code private}; default {@code private}
 */
record UploadRequest(
        @Nullable String title,
        @Nullable String description,
        @Nullable List<@Nullable String> keywords,
        @Nullable String scheduledTime,
        @Nullable String privacyStatus) {
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_DESCRIPTION = 5000;
    private static final int MOST_KEYWORDS = 15;
    private static final int LONGEST_KEYWORD = 100;

    static final UploadRequest USUAL = new UploadRequest(null, null, null, null, null);

    UploadClip check(ClipId clip, JobId job, String author) {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        boolean own = title != null || description != null || keywords != null;
        PrivacyStatus privacy = privacy(problems);
        Wording wording = own ? wording(privacy, problems) : null;
        problems.throwIfAny();
        return new UploadClip(
                clip,
                job,
                wording,
                privacy,
                Parameters.time("scheduled_time", scheduledTime, ErrorCode.INVALID_SCHEDULE),
                author);
    }

    private Wording wording(PrivacyStatus privacy, ValidationFailed.Collector problems) {
        problems.check(
                ProjectRules.isLine(title, LONGEST_TITLE),
                "title",
                "must have 1 to 120 characters, none of them a control character");
        problems.check(
                description == null
                        || ProjectRules.length(description) <= LONGEST_DESCRIPTION && description.indexOf('\0') < 0,
                "description",
                "must have at most 5000 characters, none of them NUL");
        List<@Nullable String> words = keywords == null ? List.of() : keywords;
        problems.check(words.size() <= MOST_KEYWORDS, "keywords", "must be at most 15");
        for (int i = 0; i < words.size(); i++) {
            problems.check(
                    ProjectRules.isLine(words.get(i), LONGEST_KEYWORD),
                    "keywords[" + i + "]",
                    "must have 1 to 100 characters, none of them a control character");
        }
        problems.throwIfAny();
        return new Wording(
                String.valueOf(title).strip(),
                description == null ? "" : description,
                ProjectRules.texts(words, List.of()),
                privacy);
    }

    private PrivacyStatus privacy(ValidationFailed.Collector problems) {
        if (privacyStatus == null) {
            return PrivacyStatus.PRIVATE;
        }
        try {
            return PrivacyStatus.of(privacyStatus);
        } catch (IllegalArgumentException unknown) {
            problems.add("privacy_status", "must be public, unlisted or private");
            return PrivacyStatus.PRIVATE;
        }
    }
}
