package org.lumiwatch.cli;

import org.lumiwatch.monitor.AlarmSink;
import org.lumiwatch.monitor.IncidentChange;
import org.lumiwatch.monitor.IncidentJson;

/** Alarms on the screen: a line for people, an object for machines. */
record AlarmLines(Console console) implements AlarmSink {
    @Override
    public void raise(IncidentChange alarm) {
        console.say("%s", alarm.headline());
        console.report(IncidentJson.line(alarm));
    }

    @Override
    public long undelivered() {
        return 0;
    }

    @Override
    public void close() {
        // the console is not ours
    }
}
