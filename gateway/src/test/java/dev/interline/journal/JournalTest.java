package dev.interline.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
    private static final long BOUND = 8L << 20;

    @TempDir
    private Path parent;

    private Journal open() {
        return Journal.open(folder(), BOUND);
    }

    private Path folder() {
        return parent.resolve("journal");
    }

    private static void append(Journal journal, String... entries) {
        for (var entry : entries) {
            var bytes = entry.getBytes(StandardCharsets.UTF_8);
            assertThat(journal.append(bytes, bytes.length)).as(entry).isTrue();
        }
    }

    /** An entry of this number, of which a hundred fill a file. */
    private static String tenKilobytes(int number) {
        return "%05d".formatted(number).repeat(2_095);
    }

    private static List<String> next(Journal journal, int most) {
        var entries = new ArrayList<String>();
        int count = journal.next(most, entry -> entries.add(StandardCharsets.UTF_8.decode(entry).toString()));
        assertThat(entries).hasSize(count);
        return entries;
    }

    /** What the next process finds when this one is killed now: a copy of the files, as the system would keep them. */
    private List<String> found() throws IOException {
        var copy = Files.createTempDirectory(parent, "copy");
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (var journal = Journal.open(copy, BOUND)) {
            assertThat(journal.finished()).isZero();
            var entries = next(journal, Integer.MAX_VALUE);
            assertThat(journal.appended()).isEqualTo(entries.size());
            return entries;
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder())) {
            return files.sorted().toList();
        }
    }

    @Test
    void givesWhatWasAppendedInItsOrderOnce() {
        try (var journal = open()) {
            assertThat(next(journal, 10)).isEmpty();
            append(journal, "a", "bb", "ccccccccc");
            assertThat(next(journal, 2)).containsExactly("a", "bb");
            assertThat(next(journal, 2)).containsExactly("ccccccccc");
            assertThat(next(journal, 2)).isEmpty();
            assertThat(journal.appended()).isEqualTo(3);
            assertThat(journal.finished()).isZero();
            journal.done();
            assertThat(journal.finished()).isEqualTo(3);
        }
    }

    @Test
    void keepsForTheNextProcessWhatIsNotDone() throws IOException {
        try (var journal = open()) {
            append(journal, "a", "b", "c");
            assertThat(found()).containsExactly("a", "b", "c");
            next(journal, 2);
            assertThat(found()).as("given, but not done").containsExactly("a", "b", "c");
            journal.done();
            assertThat(found()).containsExactly("c");
            next(journal, 2);
            journal.done();
            assertThat(found()).isEmpty();
        }
    }

    @Test
    void goesOnWhereAnEarlierProcessWasKilled() throws IOException {
        try (var journal = open()) {
            append(journal, "a", "b");
        }
        assertThat(files()).hasSize(1);
        try (var journal = open()) {
            append(journal, "c");
            assertThat(next(journal, 9)).containsExactly("a", "b", "c");
            journal.done();
            append(journal, "d");
            assertThat(found()).containsExactly("d");
            next(journal, 9);
            journal.done();
        }
        assertThat(files()).as("nothing is left").isEmpty();
    }

    @Test
    void goesOnOverTheEndOfAFile() throws IOException {
        var entries = IntStream.range(0, 350).mapToObj(JournalTest::tenKilobytes).toList();
        try (var journal = open()) {
            for (int i = 0; i < entries.size(); i++) {
                if (i % 100 == 50) {
                    journal.prepare();
                }
                append(journal, entries.get(i));
            }
            assertThat(files()).hasSize(4);
            assertThat(found()).isEqualTo(entries);
            var given = new ArrayList<String>();
            for (var some = next(journal, 30); !some.isEmpty(); some = next(journal, 30)) {
                given.addAll(some);
                journal.done();
                assertThat(found()).isEqualTo(entries.subList(given.size(), entries.size()));
            }
            assertThat(given).isEqualTo(entries);
        }
    }

    @Test
    void fillsAFileToTheLastByte() throws IOException {
        try (var journal = open()) {
            int most = Journal.SEGMENT - Segment.HEADER - Segment.ENTRY;
            append(journal, "x".repeat(most));
            append(journal, "y");
            append(journal, "z".repeat(most - 16), "z".repeat(8));
            assertThat(files()).hasSize(3);
            assertThat(found()).extracting(String::length).containsExactly(most, 1, most - 16, 8);
        }
    }

    @Test
    void neverGivesAgainWhatIsLeftFromAnEarlierLifeOfAFile() throws IOException {
        try (var journal = open()) {
            for (int life = 0; life < 5; life++) {
                for (int i = 0; i < 150; i++) {
                    append(journal, tenKilobytes(life * 1_000 + i));
                    assertThat(next(journal, 9)).containsExactly(tenKilobytes(life * 1_000 + i));
                    journal.done();
                    if (i % 7 == 0) {
                        assertThat(found()).isEmpty();
                    }
                }
            }
            assertThat(files()).as("two files take turns")
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("0000000000000001.journal", "0000000000000003.journal");
        }
    }

    @Test
    void makesNoMoreFilesOnceItHasEnough() throws IOException {
        try (var journal = open()) {
            var files = List.<Path>of();
            for (int i = 0; i < 1_000; i++) {
                append(journal, tenKilobytes(i));
                journal.prepare();
                assertThat(next(journal, 9)).containsExactly(tenKilobytes(i));
                journal.done();
                if (i == 300) {
                    files = files();
                }
            }
            assertThat(files()).as("three files take turns").hasSize(3).isEqualTo(files);
        }
    }

    @Test
    void endsAtATornEntryWhereverItIsTorn() throws IOException {
        var torn = "the one that is torn";
        try (var journal = open()) {
            append(journal, "a", "bb");
            append(journal, torn);
        }
        var file = files().getFirst();
        var whole = Files.readAllBytes(file);
        int begin = Segment.HEADER + 2 * (Segment.ENTRY + 8);
        for (int at = 0; at < Segment.ENTRY + torn.length(); at++) {
            for (int bit : List.of(0x01, 0x80, 0xff)) {
                var broken = whole.clone();
                broken[begin + at] ^= (byte) bit;
                Files.write(file, broken);
                assertThat(found()).as("byte %d is wrong by %x", at, bit).containsExactly("a", "bb");
            }
            var half = whole.clone();
            Arrays.fill(half, begin + at, half.length, (byte) 0);
            Files.write(file, half);
            assertThat(found()).as("zeros from byte %d", at).containsExactly("a", "bb");
        }
    }

    @Test
    void appendsBehindATornEntry() throws IOException {
        try (var journal = open()) {
            append(journal, "a", "torn");
        }
        try (var file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
            file.seek(Segment.HEADER + Segment.ENTRY + 8 + Segment.ENTRY);
            file.write('T');
        }
        try (var journal = open()) {
            append(journal, "b", "c");
            assertThat(found()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void keepsAnEntryThatIsLongerThanAFile() throws IOException {
        var entry = "long ".repeat(500_000);
        try (var journal = open()) {
            append(journal, "a", entry, "b");
            assertThat(found()).containsExactly("a", entry, "b");
            next(journal, 9);
            journal.done();
            append(journal, "c");
            assertThat(found()).containsExactly("c");
        }
    }

    @Test
    void refusesMoreThanItsBound() throws IOException {
        int entries = 0;
        try (var journal = open()) {
            var bytes = new byte[100_000];
            while (journal.append(bytes, bytes.length)) {
                entries++;
                assertThat(journal.isNearlyFull()).isEqualTo(files().size() > 6);
            }
            assertThat(entries).isEqualTo(8 * 10);
            assertThat(journal.append(bytes, bytes.length)).isFalse();
            assertThat(files()).hasSize(8);
            assertThat(next(journal, 45)).hasSize(45);
            journal.done();
            assertThat(journal.isNearlyFull()).isFalse();
            assertThat(journal.append(bytes, bytes.length)).as("there is room again").isTrue();
        }
        assertThat(found()).hasSize(entries - 45 + 1);
    }

    @Test
    void refusesEntriesOnceItIsClosed() {
        var journal = open();
        journal.close();
        journal.close();
        journal.prepare();
        assertThat(journal.append(new byte[1], 1)).isFalse();
    }

    @Test
    void doesNotStartOnFilesOfAnotherVersion() throws IOException {
        try (var journal = open()) {
            append(journal, "a");
        }
        var file = files().getFirst();
        var content = Files.readAllBytes(file);
        content[7] = '2';
        Files.write(file, content);
        assertThatThrownBy(this::open).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString()).hasMessageContaining("not written by this version");
    }

    @Test
    void forgetsFilesThatWereNotFinished() throws IOException {
        Files.createDirectories(folder());
        Files.write(folder().resolve("0000000000000001.journal.new"), new byte[100]);
        try (var journal = open()) {
            append(journal, "a");
            assertThat(found()).containsExactly("a");
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void losesNothingWhenManyAppend() throws InterruptedException {
        int threads = 8;
        int each = 5_000;
        try (var journal = open()) {
            var started = IntStream.range(0, threads).mapToObj(thread -> Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    append(journal, thread + "-" + i);
                }
            })).toList();
            var given = new ArrayList<String>();
            while (given.size() < threads * each) {
                journal.prepare();
                given.addAll(next(journal, 100));
                journal.done();
            }
            for (var thread : started) {
                thread.join();
            }
            assertThat(given).doesNotHaveDuplicates();
            for (int thread = 0; thread < threads; thread++) {
                var prefix = thread + "-";
                assertThat(given.stream().filter(entry -> entry.startsWith(prefix)))
                        .as("in the order of thread %d", thread)
                        .containsExactlyElementsOf(IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
            }
        }
    }
}
