package org.lumiwatch.report;

/** What one cell of the strip says. Told apart by brightness and form as well as by colour. */
enum CellState {
    GOOD("good", "good"),
    MINOR("minor", "fault below the certification limit"),
    BAD("bad", "bad"),
    UNDECIDED("undecided", "undecided"),
    ABSENT("absent", "not recorded");

    private final String style;
    private final String label;

    CellState(String style, String label) {
        this.style = style;
        this.label = label;
    }

    /** Class in the style sheet. */
    String style() {
        return style;
    }

    String label() {
        return label;
    }
}
