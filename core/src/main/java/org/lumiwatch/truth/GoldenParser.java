package org.lumiwatch.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lumiwatch.InvalidDataException;
import org.lumiwatch.lumisection.LumisectionRange;
import org.lumiwatch.lumisection.LumisectionSet;

/** Reads the forms of certification files; used once per text. */
final class GoldenParser {
    private final String name;
    private final String text;
    private final List<String> warnings = new ArrayList<>();
    private final Map<Integer, List<LumisectionRange>> runs = new TreeMap<>();
    private int at;
    /** {@code run 355100: } once a key was read, so that messages name it. */
    private String place = "";

    GoldenParser(String name, String text) {
        this.name = name;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    GoldenJson.Reading parse() {
        skipBlanks();
        if (at == text.length()) {
            throw refused("nothing (expected: runs and their lumisection ranges)");
        }
        if (text.indexOf('[') < 0 && text.indexOf('{') < 0) {
            readColonForm();
        } else {
            readRuns();
        }
        return new GoldenJson.Reading(LumisectionSet.ofRanges(runs), warnings);
    }

    private void readRuns() {
        if (text.startsWith("---", at)) {
            at += 3;
            skipBlanks();
        }
        boolean braces = takeIf('{');
        if (!braces) {
            warnings.add(name + ": no braces; read as YAML");
        }
        skipBlanks();
        while (at < text.length() && text.charAt(at) != '}') {
            readRun();
            boolean comma = takeIf(',');
            skipBlanks();
            if (braces && !comma && at < text.length() && text.charAt(at) != '}') {
                throw refused("%s after the ranges (expected: , or })".formatted(seen()));
            }
            if (comma && braces && at < text.length() && text.charAt(at) == '}') {
                warnings.add(name + ": comma after the last run");
            }
        }
        if (braces) {
            place = "";
            take('}', "the file is cut short; fetch it again");
        }
        skipBlanks();
        if (at < text.length()) {
            throw refused("%s after the last run (expected: end of file)".formatted(seen()));
        }
    }

    private void readRun() {
        int run = readKey();
        place = "run %d: ".formatted(run);
        take(':', "write \"run\": [[first, last]]");
        List<LumisectionRange> ranges = new ArrayList<>();
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '-') {
            while (at < text.length() && text.charAt(at) == '-') {
                at++;
                ranges.add(readRange());
                skipBlanks();
            }
        } else {
            readList(ranges);
        }
        if (ranges.isEmpty()) {
            warnings.add("%s: %sno ranges; left out".formatted(name, place));
        }
        warnUnlessTidy(ranges);
        List<LumisectionRange> before = runs.putIfAbsent(run, ranges);
        if (before != null) {
            warnings.add("%s: %stwice; joined".formatted(name, place));
            before.addAll(ranges);
        }
    }

    private int readKey() {
        int start = at;
        char quote = text.charAt(at);
        String key;
        if (quote == '"' || quote == '\'') {
            int end = text.indexOf(quote, at + 1);
            if (end < 0) {
                throw refused("a quote that is never closed (expected: \"run\")");
            }
            key = text.substring(at + 1, end);
            at = end + 1;
        } else {
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            key = text.substring(start, at);
        }
        place = "";
        if (!key.matches("[0-9]{1,9}") || Integer.parseInt(key) < 1) {
            at = start;
            throw refused("key %s (expected: a run number)".formatted(key.isEmpty() ? seen() : cut(key)));
        }
        return Integer.parseInt(key);
    }

    private void readList(List<LumisectionRange> ranges) {
        take('[', "write [[first, last], …]");
        while (!takeIf(']')) {
            ranges.add(readRange());
            if (!takeIf(',') && !ahead(']')) {
                throw refused("%s after a range (expected: , or ])".formatted(seen()));
            }
        }
    }

    private LumisectionRange readRange() {
        take('[', "write [first, last] inside the list");
        long first = readInteger();
        if (takeIf(']')) {
            if (first != -1) {
                throw refused("[%d] (expected: [first, last], or [-1] for the whole run)".formatted(first));
            }
            return range(1, LumisectionRange.END_OF_RUN);
        }
        take(',', "write [first, last]");
        long last = readInteger();
        take(']', "write [first, last]");
        return range(first, last);
    }

    private LumisectionRange range(long first, long last) {
        if (first < 1 || last < 0) {
            throw refused("[%d, %d] (expected: first >= 1); lumisections count from 1".formatted(first, last));
        }
        if (last == 0 || last > LumisectionRange.END_OF_RUN) {
            last = LumisectionRange.END_OF_RUN;
        }
        if (first > last) {
            throw refused("[%d, %d] (expected: first <= last); swap the bounds".formatted(first, last));
        }
        return new LumisectionRange((int) first, (int) last);
    }

    private long readInteger() {
        skipBlanks();
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("-?[0-9]{1,18}")) {
            at = start;
            throw refused("%s (expected: an integer)".formatted(number.isEmpty() ? seen() : cut(number)));
        }
        return Long.parseLong(number);
    }

    /** CMSSW's {@code run:ls-run:ls}, separated by commas or blanks. */
    private void readColonForm() {
        for (String part : text.strip().split("[,\\s]+", -1)) {
            var match = java.util.regex.Pattern.compile("(\\d{1,9}):(\\d{1,9})(?:-(?:(\\d{1,9}):)?(\\d{1,9}))?")
                    .matcher(part);
            if (!match.matches()) {
                throw refused("%s (expected: JSON such as {\"355100\": [[1, 17]]}, or run:first-run:last)"
                        .formatted(cut(part)));
            }
            int run = Integer.parseInt(match.group(1));
            place = "run %d: ".formatted(run);
            if (run < 1 || (match.group(3) != null && Integer.parseInt(match.group(3)) != run)) {
                throw refused("%s (expected: both ends in one run); split the range".formatted(part));
            }
            long first = Long.parseLong(match.group(2));
            long last = match.group(4) == null ? first : Long.parseLong(match.group(4));
            runs.computeIfAbsent(run, r -> new ArrayList<>()).add(range(first, last));
        }
        warnings.add(name + ": CMSSW ranges run:ls-run:ls; read as such");
    }

    private void warnUnlessTidy(List<LumisectionRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            LumisectionRange before = ranges.get(i - 1);
            LumisectionRange range = ranges.get(i);
            if (range.first() <= before.last() + 1L) {
                String what = range.first() < before.first()
                        ? "unsorted"
                        : range.first() == before.last() + 1L ? "touching" : "overlapping";
                warnings.add("%s: %s%s ranges [%d, %d] and [%d, %d]; put in order"
                        .formatted(name, place, what, before.first(), before.last(), range.first(), range.last()));
            }
        }
    }

    private void take(char wanted, String advice) {
        if (!takeIf(wanted)) {
            throw refused("%s (expected: %s); %s".formatted(seen(), wanted, advice));
        }
    }

    private boolean takeIf(char wanted) {
        boolean there = ahead(wanted);
        if (there) {
            at++;
        }
        return there;
    }

    private boolean ahead(char wanted) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == wanted;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String seen() {
        return at >= text.length() ? "end of file" : "'" + text.charAt(at) + "'";
    }

    private static String cut(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private InvalidDataException refused(String what) {
        String where = place;
        if (where.isEmpty()) {
            long line = text.substring(0, Math.min(at, text.length())).lines().count();
            where = "line %d: ".formatted(Math.max(1, line));
        }
        return new InvalidDataException(name + ": " + where + what);
    }
}
