package org.trunkline.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param deck rates to import; the shipped ones when empty
 * @param calls calls to replay; the shipped ones when empty
 * @param once stop and exit when done
 */
record Options(Optional<Path> deck, Optional<Path> calls, boolean once, boolean help) {
    static final String USAGE =
            """
            usage: demo [--deck FILE] [--calls FILE] [--once]

              --deck FILE   rates to import instead of the shipped ones: csv or csv.gz in KAZOO's import columns
              --calls FILE  calls to replay instead of the shipped ones: csv or csv.gz with the columns
                            call_id,account,direction,from,to,start_offset_ms,answered,duration_s,hangup_cause
              --once        stop and exit when done, non-zero if a check failed
            """;

    /** @throws IllegalArgumentException if the command line cannot be meant */
    static Options parse(List<String> arguments) {
        Options options = new Options(Optional.empty(), Optional.empty(), false, false);
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            options = switch (option) {
                case "--deck" ->
                    new Options(Optional.of(file(option, rest)), options.calls, options.once, options.help);
                case "--calls" ->
                    new Options(options.deck, Optional.of(file(option, rest)), options.once, options.help);
                case "--once" -> new Options(options.deck, options.calls, true, options.help);
                case "-h", "--help" -> new Options(options.deck, options.calls, options.once, true);
                default -> throw new IllegalArgumentException("unknown option: " + option);
            };
        }
        return options;
    }

    private static Path file(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a file");
        }
        Path file = Path.of(rest.next());
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("cannot read " + file);
        }
        return file;
    }
}
