package io.omni.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.content.CreatorId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who can be a creator of a project, and who is one already. */
class CreatorsTest {
    private final PlayedStore store = new PlayedStore();

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "feed,      my podcast",
        "feed,      ftp://example.org/feed.xml",
        "feed,      http:///feed.xml",
        "feed,      https://",
        "feed,      https://me:secret@example.org/feed.xml",
        "http,      example.org/videos/",
        "http,      http://127.0.0.1/videos/",
        "http,      http://[::1]/videos/",
        "http,      http://169.254.169.254/latest",
        "http,      http://2130706433/videos/",
        "http,      http://192.0.2.1:22/videos/",
        "folder,    file://elsewhere/videos",
        "youtube,   a/../b c",
    })
    void what_no_source_can_follow_is_no_handle(String platform, String handle) {
        assertThat(add(platform, handle, null)).isEqualTo("INVALID_HANDLE");
    }

    @Test
    void a_folder_whose_name_holds_what_no_path_may_is_no_handle() {
        assertThat(add("folder", "a\0b", null)).isEqualTo("INVALID_HANDLE");
        assertThat(add("folder", "a\nb", null)).isEqualTo("INVALID_HANDLE");
    }

    @ParameterizedTest
    @CsvSource({
        "feed,      https://example.org/feed.xml",
        "http,      http://example.org:8080/videos/?page=1",
        "folder,    talks/2026",
        "folder,    .",
        "folder,    file:///srv/videos",
        "youtube,   @someone",
    })
    void what_a_source_can_follow_is_one(String platform, String handle) {
        assertThat(add(platform, handle, null)).isEmpty();
    }

    @Test
    void where_an_address_is_given_beside_it_a_handle_is_a_name() {
        assertThat(add("feed", "my podcast", "https://example.org/feed.xml")).isEmpty();
        assertThat(add("feed", "my other podcast", "http://10.0.0.1/feed.xml")).isEqualTo("INVALID_HANDLE");
    }

    @Test
    void an_account_is_the_same_with_and_without_its_at_sign_and_in_any_case() {
        assertThat(add("tiktok", "@alice", null)).isEmpty();
        assertThat(add("tiktok", "alice", null)).isEqualTo("CREATOR_EXISTS");
        assertThat(add("tiktok", "Alice", null)).isEqualTo("CREATOR_EXISTS");
        assertThat(add("youtube", "alice", null)).isEmpty();
        assertThat(add("youtube", "@Alice", null)).isEqualTo("CREATOR_EXISTS");
    }

    @Test
    void paths_and_addresses_that_differ_in_case_are_two() {
        assertThat(add("folder", "talks", null)).isEmpty();
        assertThat(add("folder", "Talks", null)).isEmpty();
        assertThat(add("folder", " talks ", null)).isEqualTo("CREATOR_EXISTS");
        assertThat(add("http", "https://example.org/a", null)).isEmpty();
        assertThat(add("http", "https://example.org/A", null)).isEmpty();
    }

    private String add(String platform, String handle, @Nullable String profileUrl) {
        return store.refused(new AddCreator(store.project, CreatorId.next(), platform, handle, profileUrl, null));
    }
}
