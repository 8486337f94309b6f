package io.omni.events.pipeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A branch's short name, as <a href="https://git-scm.com/docs/git-check-ref-format">git-check-ref-format</a> allows it, and not
 * starting with a dash.
 *
 * @param value 1 to 200 characters, for example {@code feature/auth}
 */
public record BranchName(@JsonValue String value) {
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|^[-/.]|/\\.|[/.]$|\\.lock(/|$)|^@$|^HEAD$");
    private static final int MAX_LENGTH = 200;

    /** @throws IllegalArgumentException when git would not take it as a branch */
    @JsonCreator
    public BranchName {
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || FORBIDDEN.matcher(value).find()) {
            throw new IllegalArgumentException(
                    "give a valid git branch name of 1 to 200 characters, for example feature/auth");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
