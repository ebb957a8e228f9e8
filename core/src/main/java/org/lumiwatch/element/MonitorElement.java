package org.lumiwatch.element;

import org.lumiwatch.histogram.Histogram;
import org.lumiwatch.lumisection.LumisectionId;

/** A named histogram of one lumisection. */
public record MonitorElement(ElementName name, LumisectionId at, Histogram histogram) {}
