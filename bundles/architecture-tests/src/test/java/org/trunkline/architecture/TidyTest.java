package org.trunkline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the compiled classes do not show: sizes, local variables, switched-off tests, dead links. */
class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int METHOD_LINES_MAX = 60;

    private static final Predicate<String> JAVA = file -> file.endsWith(".java");
    private static final Predicate<String> TESTS = JAVA.and(file -> file.contains("src/test/"));
    private static final Predicate<String> MONEY = JAVA.and(file -> file.contains("src/main/")
            && file.matches("(bundles/(kernel|json|rating|ledger|limits|connectors|shell)|demo)/.*"));

    private static final Pattern FLOAT = Pattern.compile("\\b(double|float|Double|Float)\\b"
            + "|(?<![\\w.])\\d[\\d_]*\\.\\d[\\d_]*([eE][+-]?\\d+)?[fFdD]?\\b"
            + "|(?<![\\w.])\\d[\\d_]*([eE][+-]?\\d+[fFdD]?|[fFdD])\\b");
    /** Type or modifier, name and bracket: how a method or a constructor begins, and no statement does. */
    private static final Pattern METHOD = Pattern.compile(
            "^(?: {4})+(?!return |throw |new |else |assert |yield |case )[\\w<][\\w<>\\[\\],.?& ]* \\w+\\(.*");

    private static final Pattern OFF = Pattern.compile(
            "@(Disabled|Ignore|RepeatedTest)\\w*\\b|\\bThread\\.sleep\\b|\\bTimeUnit\\.\\w+\\.sleep\\b|\\bassertTimeout\\w*\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void filesAreShort() {
        List<String> long_ = new ArrayList<>();
        for (Path file : Sources.files(JAVA)) {
            long lines = Sources.text(file).lines().count();
            if (lines > FILE_LINES_MAX) {
                long_.add(Sources.name(file, (int) lines));
            }
        }
        assertThat(long_).as("files of more than %d lines", FILE_LINES_MAX).isEmpty();
    }

    @Test
    void methodsAreShort() {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.files(JAVA)) {
            List<String> code = Sources.code(file);
            for (int start = 0; start < code.size(); start++) {
                int end = bodyEnd(code, start);
                if (end - start >= METHOD_LINES_MAX) {
                    found.add(Sources.name(file, start + 1) + " has " + (end - start + 1) + " lines");
                }
            }
        }
        assertThat(found).as("methods of more than %d lines", METHOD_LINES_MAX).isEmpty();
    }

    /** Returns the line of the brace that closes the method which begins here, or -1: the formatter puts it below its first word. */
    private static int bodyEnd(List<String> code, int start) {
        String line = code.get(start);
        if (!METHOD.matcher(line).matches()
                || line.endsWith(";")
                || line.matches(".*\\b(class|record|enum|interface)\\b.*")) {
            return -1;
        }
        String close = line.substring(0, line.length() - line.stripLeading().length()) + "}";
        int open = start;
        while (!code.get(open).stripTrailing().endsWith("{")) {
            open++;
            if (open == code.size() || code.get(open).stripTrailing().endsWith(";")) {
                return -1;
            }
        }
        for (int end = open + 1; end < code.size(); end++) {
            if (code.get(end).equals(close)) {
                return end;
            }
        }
        return -1;
    }

    @Test
    void moneyIsWrittenWithoutFloats() {
        assertThat(lines(MONEY, FLOAT)).as("double or float where money passes").isEmpty();
    }

    @Test
    void noTestIsOffRepeatedTimedOrSleeps() {
        assertThat(lines(TESTS, OFF))
                .as("take @Timeout for a test that could hang, Eventually to wait")
                .isEmpty();
    }

    @Test
    void linksInDocumentsLead() {
        List<String> dead = new ArrayList<>();
        for (Path file : Sources.files(each -> each.endsWith(".md"))) {
            Matcher link = LINK.matcher(Sources.text(file));
            while (link.find()) {
                boolean outside = link.group(1).contains("://") || link.group(1).startsWith("mailto:");
                if (!outside && !Files.exists(file.resolveSibling(link.group(1)))) {
                    dead.add(Sources.root().relativize(file) + ": " + link.group(1));
                }
            }
        }
        assertThat(dead).as("links that lead nowhere").isEmpty();
    }

    private static List<String> lines(Predicate<String> files, Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : Sources.files(files)) {
            List<String> code = Sources.code(file);
            for (int i = 0; i < code.size(); i++) {
                if (pattern.matcher(code.get(i)).find()) {
                    found.add(Sources.name(file, i + 1) + " " + code.get(i).strip());
                }
            }
        }
        return found;
    }
}
