package org.lumiwatch.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Alarms appended to a file, one JSON object a line. */
public final class AlarmFile implements AlarmSink {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmFile.class);

    private final Path file;
    private long undelivered;

    public AlarmFile(Path file) {
        this.file = file;
    }

    @Override
    public void raise(IncidentChange alarm) {
        try {
            Files.writeString(
                    file, IncidentJson.line(alarm) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            undelivered++;
            LOG.warn("alarm file {}: {} (expected: a file that can be written); {}", file, e, alarm.headline());
        }
    }

    @Override
    public long undelivered() {
        return undelivered;
    }

    @Override
    public void close() {
        // every alarm is written as it comes
    }
}
