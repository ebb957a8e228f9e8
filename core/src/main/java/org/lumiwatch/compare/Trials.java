package org.lumiwatch.compare;

/**
 * How many places are tried in a map, as logarithms with which each class of places keeps its share of the false-alarm chance: half
 * for single cells, a quarter for hardware (towers and groups), a quarter for free blocks; two signs. By Bonferroni the chance of any
 * false region is at most the one asked for.
 */
record Trials(double cell, double hardware, double free) {
    static Trials of(int liveCells, int hardwarePlaces, int shapes) {
        return new Trials(
                Math.log(4.0 * Math.max(1, liveCells)),
                Math.log(8.0 * Math.max(1, hardwarePlaces)),
                Math.log(8.0 * Math.max(1, liveCells) * Math.max(1, shapes)));
    }
}
