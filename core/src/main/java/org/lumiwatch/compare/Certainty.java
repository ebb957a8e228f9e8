package org.lumiwatch.compare;

/**
 * How significant evidence is: −log10 of the expected number of false alarms per lumisection; 0 when that is above 1.
 *
 * @param counted significance up to which false alarms were counted; beyond, they are continued as an exponential tail
 * @param low lower end of the interval, at 95 %, within which the significance lies
 * @param high its upper end
 */
public record Certainty(double significance, double counted, double low, double high) {}
