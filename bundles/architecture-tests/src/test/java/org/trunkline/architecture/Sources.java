package org.trunkline.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of this repository, as they are written. */
final class Sources {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "data", "node_modules");

    /** Comments, texts and characters of Java, in this order; what is not matched is code. */
    private static final Pattern NOT_CODE = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
            Pattern.DOTALL);

    private Sources() {}

    /** Returns the top of the repository. */
    static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(path.resolve("dev"))) {
            path = path.getParent();
        }
        return path;
    }

    static List<Path> files(Predicate<String> wanted) {
        Path root = root();
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean skip = NOT_OURS.contains(directory.getFileName().toString());
                    return skip && !directory.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (wanted.test(root.relativize(file).toString())) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the code of a Java file: comments and texts are blank, every line keeps its number. */
    static List<String> code(Path file) {
        Matcher matcher = NOT_CODE.matcher(text(file));
        String code = matcher.replaceAll(found -> found.group().replaceAll("[^\\n]", " "));
        return code.lines().toList();
    }

    static String name(Path file, int line) {
        return root().relativize(file) + ":" + line;
    }
}
