package org.lumiwatch.connectors.csv;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which column of a histogram file holds what. Immutable. */
final class HistogramColumns implements RowStart {
    /** What a reader needs of a row; of columns with the same name the last counts. */
    enum Role {
        RUN("fromrun", "run_number", "run"),
        LUMISECTION("fromlumi", "ls_number", "lumi"),
        NAME("hname", "me", "mename"),
        CONTENTS("histo", "data", "data"),
        X_BINS("Xbins", "x_bin", "xbins"),
        X_MIN("Xmin", "x_min", "xmin"),
        X_MAX("Xmax", "x_max", "xmax"),
        Y_BINS("Ybins", "y_bin", "ybins"),
        Y_MIN("Ymin", "y_min", "ymin"),
        Y_MAX("Ymax", "y_max", "ymax"),
        ENTRIES("entries", "entries", "entries"),
        TYPE("metype", "metype", "metype");

        private final String legacy;
        private final String dials;
        private final String loader;

        Role(String legacy, String dials, String loader) {
            this.legacy = legacy;
            this.dials = dials;
            this.loader = loader;
        }

        private String in(Spelling spelling) {
            return switch (spelling) {
                case ML4DQM -> legacy;
                case DIALS -> dials;
                case LOADER -> loader;
            };
        }
    }

    /** The programs whose names for columns are known. */
    private enum Spelling {
        ML4DQM("ML4DQM CSV"),
        DIALS("DIALS CSV"),
        LOADER("ML4DQM loader CSV");

        private final String dialect;

        Spelling(String dialect) {
            this.dialect = dialect;
        }
    }

    private static final Set<Role> REQUIRED =
            EnumSet.of(Role.RUN, Role.LUMISECTION, Role.NAME, Role.CONTENTS, Role.X_BINS, Role.X_MIN, Role.X_MAX);

    private final String dialect;
    private final List<String> header;
    private final Map<Role, Integer> columns;
    private final int lastNeeded;

    private HistogramColumns(String dialect, List<String> header, Map<Role, Integer> columns) {
        this.dialect = dialect;
        this.header = List.copyOf(header);
        this.columns = new EnumMap<>(columns);
        this.lastNeeded =
                Math.max(columns.get(Role.CONTENTS), Math.max(columns.get(Role.RUN), columns.get(Role.LUMISECTION)));
    }

    /** Columns of a header that names all that a histogram needs, in one of the known spellings. */
    static Optional<HistogramColumns> of(List<String> header) {
        for (Spelling spelling : Spelling.values()) {
            Map<Role, Integer> columns = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                int last = last(header, role.in(spelling));
                if (last >= 0) {
                    columns.put(role, last);
                }
            }
            if (columns.keySet().containsAll(REQUIRED)) {
                return Optional.of(new HistogramColumns(spelling.dialect, header, columns));
            }
        }
        return Optional.empty();
    }

    /** Last column of that name; pandas renames repeated ones to {@code name.1}, {@code name.2}. */
    private static int last(List<String> header, String name) {
        for (int k = header.size() - 1; k >= 0; k--) {
            String column = header.get(k);
            if (column.equals(name)
                    || (column.startsWith(name + ".")
                            && column.substring(name.length() + 1).matches("[0-9]{1,3}"))) {
                return k;
            }
        }
        return -1;
    }

    String dialect() {
        return dialect;
    }

    /** Number of columns a row must have. */
    int count() {
        return header.size();
    }

    /** The header's word for a role. */
    String word(Role role) {
        Integer column = columns.get(role);
        return column == null ? role.name().toLowerCase(Locale.ROOT) : header.get(column);
    }

    /** Column of a role, −1 when the file has none. */
    int column(Role role) {
        return columns.getOrDefault(role, -1);
    }

    /** Whether the row repeats the header, as in files put one after the other. */
    boolean isHeader(Rows row) {
        int run = column(Role.RUN);
        return row.fields() == header.size()
                && row.start(run) < row.end(run)
                && row.bytes()[row.start(run)] > '9'
                && row.text(run).equals(header.get(run));
    }

    /** A row begins where run and lumisection are digits and the contents begin with a bracket, each in its column. */
    @Override
    public boolean startsAt(byte[] text, int from, int to) {
        int i = from;
        for (int column = 0; column <= lastNeeded; column++) {
            while (i < to && text[i] == ' ') {
                i++;
            }
            boolean inQuotes = i < to && text[i] == '"';
            int start = inQuotes ? i + 1 : i;
            if (column == column(Role.CONTENTS) && (start >= to || text[start] != '[')) {
                return false;
            }
            if (column == lastNeeded && column == column(Role.CONTENTS)) {
                return true;
            }
            char end = inQuotes ? '"' : ',';
            i = start;
            while (i < to && text[i] != end && text[i] != '\n') {
                i++;
            }
            if (i >= to || text[i] == '\n') {
                return false;
            }
            if ((column == column(Role.RUN) || column == column(Role.LUMISECTION)) && !isNumber(text, start, i)) {
                return false;
            }
            i += inQuotes ? 2 : 1;
        }
        return true;
    }

    private static boolean isNumber(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((text[i] < '0' || text[i] > '9') && text[i] != '.') {
                return false;
            }
        }
        return to > from;
    }
}
