package io.omni.command.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.http.RetryAfter;
import io.omni.command.webhook.delivery.Verdict.Next;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:30:00Z");
    private static final Duration HEAD_OF_LINE = Duration.ofMinutes(10);

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 300", "3, 1800", "4, 7200", "5, 18000", "6, 36000", "7, 50400", "8, 72000", "9, 86400"})
    void waits_follow_the_table_within_a_fifth(int made, long seconds) {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Duration wait = RetrySchedule.next(made, null, random).orElseThrow();

            assertThat(wait).isBetween(Duration.ofMillis(seconds * 800), Duration.ofMillis(seconds * 1200));
        }
        assertThat(RetrySchedule.next(made, null, constant(0)).orElseThrow())
                .isEqualTo(Duration.ofMillis(seconds * 800));
    }

    @Test
    void the_tenth_attempt_is_the_last() {
        assertThat(RetrySchedule.next(10, null, new Random(1))).isEmpty();
        assertThat(RetrySchedule.next(10, Duration.ofHours(1), new Random(1))).isEmpty();
    }

    @Test
    void an_endpoint_may_ask_for_a_longer_wait_but_not_for_a_shorter_one() {
        assertThat(RetrySchedule.next(1, Duration.ofMinutes(7), new Random(1))).contains(Duration.ofMinutes(7));
        assertThat(RetrySchedule.next(3, Duration.ofSeconds(1), constant(0.5))).contains(Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "0",
                "",
                "soon",
                "1.5",
                "Thu, 15 Jan 2026 10:29:59 GMT",
                "Wed, 21 Oct 2015 07:28:00 GMT",
                "99:99"
            })
    void a_retry_after_that_makes_no_sense_or_lies_in_the_past_is_as_if_it_were_not_there(String header) {
        assertThat(RetryAfter.of(header, NOW)).isNull();
    }

    @Test
    void a_retry_after_is_honoured_up_to_a_day() {
        String tomorrow =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.plusSeconds(90).atOffset(ZoneOffset.UTC));
        String nextYear = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plus(Duration.ofDays(365)).atOffset(ZoneOffset.UTC));

        assertThat(RetryAfter.of("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.of("1000000000000", NOW)).isEqualTo(RetryAfter.LONGEST);
        assertThat(RetryAfter.of("9".repeat(40), NOW)).isEqualTo(RetryAfter.LONGEST);
        assertThat(RetryAfter.of(tomorrow, NOW)).isEqualTo(Duration.ofSeconds(90));
        assertThat(RetryAfter.of(nextYear, NOW)).isEqualTo(RetryAfter.LONGEST);
        assertThat(RetryAfter.of(null, NOW)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED", "204, DELIVERED", "299, DELIVERED", "103, SERVER_ERROR", "300, REDIRECT", "302, REDIRECT",
        "304, REDIRECT", "400, REFUSED", "404, REFUSED", "408, SERVER_ERROR", "410, GONE", "429, SERVER_ERROR",
        "500, SERVER_ERROR", "599, SERVER_ERROR", "600, SERVER_ERROR"
    })
    void only_a_2xx_is_a_success(int status, Outcome outcome) {
        assertThat(Outcome.ofStatus(status)).isEqualTo(outcome);
    }

    @Test
    void a_410_parks_and_a_test_is_not_tried_again() {
        assertThat(verdict(delivery(false, 0, Duration.ZERO), Outcome.GONE, false)
                        .next())
                .isEqualTo(Next.PARKED);
        assertThat(verdict(delivery(false, 0, Duration.ZERO), Outcome.TIMEOUT, true)
                        .next())
                .isEqualTo(Next.FAILED);
        assertThat(verdict(delivery(false, 9, Duration.ZERO), Outcome.TIMEOUT, false)
                        .next())
                .isEqualTo(Next.FAILED);
    }

    @Test
    void one_that_keeps_others_waiting_is_parked_when_its_next_attempt_would_come_too_late() {
        Verdict first = verdict(delivery(true, 0, Duration.ZERO), Outcome.TIMEOUT, false);
        Verdict second = verdict(delivery(true, 1, Duration.ofSeconds(6)), Outcome.TIMEOUT, false);
        Verdict third = verdict(delivery(true, 2, Duration.ofMinutes(5)), Outcome.TIMEOUT, false);

        assertThat(first.next()).isEqualTo(Next.RETRY);
        assertThat(second.next()).isEqualTo(Next.RETRY);
        assertThat(third).isEqualTo(new Verdict(Next.PARKED, null, "head_of_line"));
        assertThat(verdict(delivery(false, 2, Duration.ofMinutes(5)), Outcome.TIMEOUT, false)
                        .next())
                .isEqualTo(Next.RETRY);
    }

    private static Verdict verdict(ClaimedDelivery delivery, Outcome outcome, boolean isTest) {
        return Verdict.of(delivery, answer(outcome, null), HEAD_OF_LINE, isTest, new Random(1));
    }

    private static Answer answer(Outcome outcome, @Nullable Duration retryAfter) {
        return new Answer(outcome, 500, "answered 500", retryAfter, Duration.ofMillis(3));
    }

    private static ClaimedDelivery delivery(boolean fifo, int step, Duration age) {
        return new ClaimedDelivery(
                "dlv_1",
                NOW,
                "wh_1",
                "evt_1",
                "pipeline.started",
                "pipe_1",
                fifo,
                step + 1,
                step,
                false,
                age,
                "{}",
                new byte[0]);
    }

    private static RandomGenerator constant(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
