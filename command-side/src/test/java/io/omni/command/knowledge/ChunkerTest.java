package io.omni.command.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
    private static final KnowledgeSettings SETTINGS = KnowledgeSettings.defaults(Path.of("unused"));
    private final Chunker chunker = new Chunker(SETTINGS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void every_line_is_in_a_chunk_and_no_chunk_breaks_a_limit(long seed) {
        Random random = new Random(seed);
        List<String> lines = randomLines(random);
        List<Chunk> chunks = chunker.chunks("a.txt", "text", String.join("\n", lines));

        boolean[] seen = new boolean[lines.size()];
        int lastStart = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.startLine()).isGreaterThan(lastStart);
            lastStart = chunk.startLine();
            assertThat(chunk.endLine() - chunk.startLine() + 1).isBetween(1, SETTINGS.chunkLines());
            assertThat(chunk.text().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(SETTINGS.maxChunkBytes());
            String[] inChunk = chunk.text().split("\n", -1);
            assertThat(inChunk).hasSize(chunk.endLine() - chunk.startLine() + 1);
            for (int i = 0; i < inChunk.length; i++) {
                assertThat(lines.get(chunk.startLine() - 1 + i)).startsWith(inChunk[i]);
                seen[chunk.startLine() - 1 + i] = true;
            }
        }
        assertThat(IntStream.range(0, lines.size())
                        .filter(i -> !seen[i] && !lines.get(i).isBlank()))
                .isEmpty();
        // Overlap may repeat lines, but only in proportion.
        int total =
                chunks.stream().mapToInt(c -> c.endLine() - c.startLine() + 1).sum();
        assertThat(total).isLessThanOrEqualTo(lines.size() * 2);
    }

    @Test
    void neighbours_overlap_by_ten_lines() {
        String text = IntStream.rangeClosed(1, 150).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        assertThat(chunker.chunks("a.txt", "text", text))
                .extracting(Chunk::startLine, Chunk::endLine)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 60),
                        org.assertj.core.groups.Tuple.tuple(51, 110),
                        org.assertj.core.groups.Tuple.tuple(101, 150));
    }

    @Test
    void a_line_of_ten_megabytes_is_cut_and_its_neighbours_stay() {
        String text = "before\n" + "\uD83D\uDE00".repeat(2_500_000) + "\nafter\n";

        List<Chunk> chunks = chunker.chunks("a.txt", "text", text);

        assertThat(chunks)
                .allSatisfy(c -> assertThat(c.text().getBytes(StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(SETTINGS.maxChunkBytes()));
        assertThat(chunks.getFirst().text()).startsWith("before");
        assertThat(chunks.getLast().text()).endsWith("after");
        assertThat(chunks.get(1).text()).doesNotContain("?").endsWith("\uD83D\uDE00");
    }

    @Test
    void blank_texts_have_no_chunks() {
        assertThat(chunker.chunks("a", "text", "")).isEmpty();
        assertThat(chunker.chunks("a", "text", "\n \n\t\r\n".repeat(500))).isEmpty();
    }

    @Test
    void carriage_returns_before_line_feeds_make_no_difference() {
        assertThat(chunker.chunks("a", "text", "x\r\ny\r\n").getFirst().sha256())
                .isEqualTo(chunker.chunks("a", "text", "x\ny\n").getFirst().sha256());
    }

    private static List<String> randomLines(Random random) {
        List<String> lines = new ArrayList<>();
        int count = 1 + random.nextInt(400);
        for (int i = 0; i < count; i++) {
            int length = switch (random.nextInt(20)) {
                case 0 -> 0;
                case 1 -> 3_000 + random.nextInt(20_000);
                default -> random.nextInt(120);
            };
            String alphabet = random.nextBoolean() ? "ab {}();" : "\u00e4\u20acx\u4e2d ";
            lines.add(random.ints(length, 0, alphabet.length())
                    .mapToObj(c -> String.valueOf(alphabet.charAt(c)))
                    .collect(Collectors.joining()));
        }
        // A text that ends in a blank line has one line less.
        lines.add("end");
        return lines;
    }
}
