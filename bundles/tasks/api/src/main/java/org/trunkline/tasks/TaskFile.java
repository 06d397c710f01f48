package org.trunkline.tasks;

import java.util.Arrays;
import java.util.Optional;

/** The files of a task. */
public enum TaskFile {
    /** What it works through, until it has ended. */
    INPUT("in.csv"),
    /** What it wrote: the rows that it was asked for, or those that it could not do, every one of them. */
    OUTPUT("out.csv");

    private final String fileName;

    TaskFile(String fileName) {
        this.fileName = fileName;
    }

    /** The name on the wire. */
    public String fileName() {
        return fileName;
    }

    public static Optional<TaskFile> named(String fileName) {
        return Arrays.stream(values())
                .filter(file -> file.fileName.equals(fileName))
                .findFirst();
    }
}
