package org.lumiwatch.compare;

/** What the judging of maps is made of, apart from the reference: each can be left out, to measure what it is worth. */
public enum Ingredient {
    NEIGHBOURS("cells are judged given the cells around them"),
    SURROUNDINGS("blocks are judged given what surrounds them"),
    REGIONS("blocks, rings and hardware groups are judged, not only cells"),
    ACCUMULATION("evidence is added over lumisections"),
    MEASURED_TAILS("false alarms are counted, not taken from theory"),
    WANDER("a cell may do what it does when nothing is wrong"),
    DRIFT("cells that leave their ring slowly are faults"),
    EXPOSURE("the exposure is held against the conditions"),
    GUARD("what is suspect is not learned"),
    PROVISIONAL_REFERENCE("a change that nobody explained gets a reference of its own");

    private final String label;

    Ingredient(String label) {
        this.label = label;
    }

    /** What it does, in a line. */
    public String label() {
        return label;
    }
}
