package org.lumiwatch.monitor;

/**
 * Where alarms go. {@link #raise} returns at once and never throws because of the world outside: a sink that is down never stops
 * the watch. What it could not deliver it says in {@link #undelivered}.
 */
public interface AlarmSink extends AutoCloseable {
    void raise(IncidentChange alarm);

    /** Alarms given up so far. */
    long undelivered();

    /** Delivers what still can be, within seconds. */
    @Override
    void close();
}
