package io.omni.command.pipeline.test;

import io.omni.command.secret.Redactor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Counts what JUnit XML files say, as Surefire, Gradle and pytest write them. The files come from the tested code, so nothing in them
 * is trusted: no DTD, no entities, no links, and limits on size and number.
 */
final class JUnitReports {
    private static final int MAX_FILES = 5_000;
    private static final int MAX_VISITED = 500_000;
    private static final long MAX_BYTES = 20L << 20;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_FAILING = 20;
    private static final int MAX_MESSAGE = 500;

    private final List<Failing> failing = new ArrayList<>();
    private boolean found;
    private int tests;
    private int failures;
    private int errors;
    private int skipped;

    private JUnitReports() {}

    /**
     * Reads the reports below some folders that are not older than a moment.
     *
     * @param since only files changed then or later are read
     */
    static JUnitReports read(List<Path> folders, FileTime since) throws IOException {
        JUnitReports reports = new JUnitReports();
        for (Path folder : folders) {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                for (Path file : candidates(folder, since)) {
                    reports.add(file);
                }
            }
        }
        return reports;
    }

    /** Whether there was any report. */
    boolean found() {
        return found;
    }

    int tests() {
        return tests;
    }

    int failures() {
        return failures;
    }

    int errors() {
        return errors;
    }

    int skipped() {
        return skipped;
    }

    /** The first failing tests. */
    List<Failing> failing() {
        return failing;
    }

    private static List<Path> candidates(Path folder, FileTime since) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), MAX_DEPTH, new SimpleFileVisitor<>() {
            private int visited;

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean fits = attributes.isRegularFile()
                        && file.toString().endsWith(".xml")
                        && attributes.size() <= MAX_BYTES
                        && attributes.lastModifiedTime().compareTo(since) >= 0;
                if (fits) {
                    files.add(file);
                }
                visited++;
                return files.size() >= MAX_FILES || visited >= MAX_VISITED
                        ? FileVisitResult.TERMINATE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException trouble) {
                // A folder that the tests closed holds no reports for anybody.
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private void add(Path file) throws IOException {
        JUnitReports one = new JUnitReports();
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
            XMLStreamReader xml = factory().createXMLStreamReader(stream);
            if (xml.nextTag() != XMLStreamConstants.START_ELEMENT
                    || !xml.getLocalName().startsWith("testsuite")) {
                return;
            }
            one.readCases(xml);
        } catch (XMLStreamException e) {
            // Not a report, or cut off when the tests were killed: what it says is not counted.
            return;
        }
        found = true;
        tests += one.tests;
        failures += one.failures;
        errors += one.errors;
        skipped += one.skipped;
        one.failing.stream().limit(MAX_FAILING - failing.size()).forEach(failing::add);
    }

    private void readCases(XMLStreamReader xml) throws XMLStreamException {
        String name = "";
        boolean counted = false;
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "testcase" -> {
                    tests++;
                    counted = false;
                    name = text(xml.getAttributeValue(null, "classname")) + "."
                            + text(xml.getAttributeValue(null, "name"));
                }
                case "failure", "error" -> {
                    if (!counted) {
                        failures += xml.getLocalName().equals("failure") ? 1 : 0;
                        errors += xml.getLocalName().equals("error") ? 1 : 0;
                        fail(name, text(xml.getAttributeValue(null, "message")));
                        counted = true;
                    }
                }
                case "skipped" -> skipped++;
                default -> {
                    // Properties and captured output say nothing about the counts.
                }
            }
        }
    }

    private void fail(String name, String message) {
        if (failing.size() < MAX_FAILING) {
            failing.add(new Failing(name, message));
        }
    }

    private static String text(@Nullable String value) {
        // Redacted before it is cut: half a secret doesn't look like one.
        String known = value == null ? "" : Redactor.redact(value);
        return known.length() > MAX_MESSAGE ? known.substring(0, MAX_MESSAGE) : known;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /**
     * A test that failed.
     *
     * @param name its class and name
     * @param message what it said, at most 500 characters
     */
    record Failing(String name, String message) {}
}
