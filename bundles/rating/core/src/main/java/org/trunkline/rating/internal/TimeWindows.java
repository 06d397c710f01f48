package org.trunkline.rating.internal;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weekdays and times of day, by the clock of the deck's timezone: {@code mon-fri 08:00-18:00; sat 09:00-12:00}. Days or
 * times may be left away, which means all. A window that ends before it begins ends on the next day; its day is the one on
 * which it begins. Where clocks are changed, windows follow the clocks.
 */
final class TimeWindows {
    static final String RULE =
            "Windows are days and times such as 'mon-fri 08:00-18:00; sat,sun 00:00-24:00', at most 20 of them";

    private static final int WINDOWS_MAX = 20;
    private static final int DAYS = 7;
    private static final int HOUR_MINUTES = 60;
    private static final int DAY_MINUTES = 24 * HOUR_MINUTES;
    private static final int WEEK_MINUTES = DAYS * DAY_MINUTES;
    private static final List<String> DAY_NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
    private static final String DAY_RANGE = DAY + "(?:-" + DAY + ")?";
    private static final String TIME = "([01][0-9]|2[0-4]):([0-5][0-9])";
    private static final Pattern WINDOW =
            Pattern.compile("(" + DAY_RANGE + "(?:," + DAY_RANGE + ")*)?(?:(?:^| +)" + TIME + "-" + TIME + ")?");

    /** One bit for each minute of the week. */
    private final BitSet minutes = new BitSet(WEEK_MINUTES);

    private TimeWindows() {}

    /** @throws IllegalArgumentException if it cannot be read; {@link #RULE} says what can */
    static TimeWindows parse(String text) {
        TimeWindows windows = new TimeWindows();
        String[] parts = text.toLowerCase(Locale.ROOT).split(";", -1);
        if (parts.length > WINDOWS_MAX) {
            throw new IllegalArgumentException(text);
        }
        for (String part : parts) {
            Matcher window = WINDOW.matcher(part.strip());
            if (part.isBlank() || !window.matches()) {
                throw new IllegalArgumentException(text);
            }
            windows.add(window);
        }
        return windows;
    }

    boolean contains(LocalDateTime at) {
        int day = at.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
        return minutes.get(day * DAY_MINUTES + at.getHour() * HOUR_MINUTES + at.getMinute());
    }

    private void add(Matcher window) {
        int from = window.group(2) == null ? 0 : minute(window.group(2), window.group(3));
        int to = window.group(2) == null ? DAY_MINUTES : minute(window.group(4), window.group(5));
        if (from == to || from == DAY_MINUTES) {
            throw new IllegalArgumentException(window.group());
        }
        int length = to > from ? to - from : to + DAY_MINUTES - from;
        BitSet days = window.group(1) == null ? all() : days(window.group(1));
        days.stream().forEach(day -> {
            for (int minute = 0; minute < length; minute++) {
                minutes.set((day * DAY_MINUTES + from + minute) % WEEK_MINUTES);
            }
        });
    }

    private static int minute(String hour, String minute) {
        int minutes = Integer.parseInt(hour) * HOUR_MINUTES + Integer.parseInt(minute);
        if (minutes > DAY_MINUTES) {
            throw new IllegalArgumentException(hour + ":" + minute);
        }
        return minutes;
    }

    private static BitSet all() {
        BitSet days = new BitSet();
        days.set(0, DAYS);
        return days;
    }

    private static BitSet days(String text) {
        BitSet days = new BitSet();
        for (String range : text.split(",")) {
            String[] ends = range.split("-");
            int day = DAY_NAMES.indexOf(ends[0]);
            int last = DAY_NAMES.indexOf(ends[ends.length - 1]);
            days.set(day);
            while (day != last) {
                day = (day + 1) % DAYS;
                days.set(day);
            }
        }
        return days;
    }
}
