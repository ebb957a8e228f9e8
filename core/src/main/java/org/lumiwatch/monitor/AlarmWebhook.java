package org.lumiwatch.monitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alarms sent as JSON by HTTP POST, in order, from a thread of its own. A failed attempt (no connection, or a status other than
 * 2xx) is repeated after a pause that doubles; when the queue is full the oldest alarm is given up.
 */
public final class AlarmWebhook implements AlarmSink {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmWebhook.class);
    private static final int SUCCESS = 200;
    private static final int REDIRECT = 300;

    private final URI address;
    private final Options options;
    private final HttpClient client;
    private final BlockingQueue<IncidentChange> queue;
    private final AtomicLong undelivered = new AtomicLong();
    private final Thread sender;
    private volatile boolean closing;

    /**
     * Settings; may be shared.
     *
     * @param attempts to deliver one alarm before it is given up
     * @param firstPause after the first failed attempt; doubles from then on, to at most a minute
     * @param timeout of one attempt
     * @param capacity of the queue
     * @param farewell how long {@link #close} waits for what is queued
     */
    public record Options(int attempts, Duration firstPause, Duration timeout, int capacity, Duration farewell) {
        public Options {
            if (attempts < 1 || capacity < 1) {
                throw new IllegalArgumentException(
                        "webhook: %d attempts, capacity %d (expected: >= 1)".formatted(attempts, capacity));
            }
        }

        public static Options defaults() {
            return new Options(10, Duration.ofSeconds(1), Duration.ofSeconds(10), 1000, Duration.ofSeconds(5));
        }
    }

    /** Begins a thread that sends to {@code address}. */
    public AlarmWebhook(URI address, Options options) {
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("webhook: %s (expected: http:// or https://)".formatted(address));
        }
        this.address = address;
        this.options = options;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.timeout())
                .build();
        this.queue = new ArrayBlockingQueue<>(options.capacity());
        this.sender = Thread.ofPlatform().daemon().name("alarm-webhook").start(this::send);
    }

    @Override
    public void raise(IncidentChange alarm) {
        while (!queue.offer(alarm)) {
            IncidentChange oldest = queue.poll();
            if (oldest != null) {
                giveUp(oldest, "queue full");
            }
        }
    }

    @Override
    public long undelivered() {
        return undelivered.get();
    }

    private void send() {
        try {
            while (!closing || !queue.isEmpty()) {
                IncidentChange alarm = queue.poll(50, TimeUnit.MILLISECONDS);
                if (alarm != null) {
                    deliver(alarm);
                }
            }
        } catch (InterruptedException e) {
            queue.forEach(alarm -> giveUp(alarm, "closed"));
        }
    }

    private void deliver(IncidentChange alarm) throws InterruptedException {
        Duration pause = options.firstPause();
        String failure = "";
        for (int attempt = 1; attempt <= options.attempts(); attempt++) {
            failure = attempt(alarm);
            if (failure.isEmpty()) {
                return;
            }
            if (attempt < options.attempts()) {
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException e) {
                    giveUp(alarm, failure);
                    throw e;
                }
                pause = pause.multipliedBy(2).compareTo(Duration.ofMinutes(1)) > 0
                        ? Duration.ofMinutes(1)
                        : pause.multipliedBy(2);
            }
        }
        giveUp(alarm, failure);
    }

    /** Empty when delivered, else why not. */
    private String attempt(IncidentChange alarm) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(options.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(IncidentJson.line(alarm)))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= SUCCESS && status < REDIRECT ? "" : "status " + status;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void giveUp(IncidentChange alarm, String why) {
        undelivered.incrementAndGet();
        LOG.warn("webhook {}: {} (expected: status 2xx); given up: {}", address, why, alarm.headline());
    }

    @Override
    public void close() {
        closing = true;
        try {
            if (!sender.join(options.farewell())) {
                sender.interrupt();
                sender.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.shutdownNow();
    }
}
