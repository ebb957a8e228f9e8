package org.lumiwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumiwatch.element.Box;
import org.lumiwatch.element.ElementName;
import org.lumiwatch.judge.Finding;
import org.lumiwatch.judge.FindingKind;
import org.lumiwatch.ledger.Incident;
import org.lumiwatch.lumisection.LumisectionId;
import org.lumiwatch.monitor.IncidentChange.Occasion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlarmWebhookTest {
    private static final AlarmWebhook.Options QUICK =
            new AlarmWebhook.Options(5, Duration.ofMillis(5), Duration.ofSeconds(2), 3, Duration.ofSeconds(5));

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = failures.getAndDecrement() > 0;
            if (!fails) {
                received.add(body);
            }
            exchange.sendResponseHeaders(fails ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anAlarmIsRepeatedUntilTheServerTakesIt() throws InterruptedException {
        failures.set(3);
        try (AlarmWebhook webhook = new AlarmWebhook(address(), QUICK)) {
            webhook.raise(alarm(7));
            JsonNode body = JsonMapper.shared().readTree(received.poll(10, TimeUnit.SECONDS));
            assertThat(body.path("incident").intValue()).isEqualTo(7);
            assertThat(body.path("occasion").stringValue()).isEqualTo("opened");
            assertThat(body.path("kind").stringValue()).isEqualTo("dead");
            assertThat(body.path("box").toString()).isEqualTo("[1,2,3,4]");
            assertThat(webhook.undelivered()).isZero();
        }
    }

    @Test
    void alarmsArriveInOrder() throws InterruptedException {
        try (AlarmWebhook webhook = new AlarmWebhook(address(), QUICK)) {
            webhook.raise(alarm(1));
            webhook.raise(alarm(2));
            assertThat(received.poll(10, TimeUnit.SECONDS)).contains("\"incident\":1");
            assertThat(received.poll(10, TimeUnit.SECONDS)).contains("\"incident\":2");
        }
    }

    @Test
    void closingDeliversWhatIsQueued() {
        failures.set(2);
        AlarmWebhook webhook = new AlarmWebhook(address(), QUICK);
        webhook.raise(alarm(1));
        webhook.close();
        assertThat(received).hasSize(1);
    }

    @Test
    void aServerThatIsDownCostsOnlyTheOldestAlarms() {
        server.stop(0);
        AlarmWebhook webhook = new AlarmWebhook(address(), QUICK);
        for (int i = 1; i <= 20; i++) {
            webhook.raise(alarm(i));
        }
        webhook.close();
        assertThat(webhook.undelivered()).isEqualTo(20);
        assertThat(received).isEmpty();
    }

    @Test
    void anAddressThatIsNotHttpIsRefused() {
        assertThatThrownBy(() -> new AlarmWebhook(URI.create("ftp://host/x"), QUICK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("webhook: ftp://host/x (expected: http:// or https://)");
    }

    @Test
    void anAlarmFileGetsOneObjectALineAndSurvivesAMissingFolder(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("alarms.jsonl");
        AlarmFile sink = new AlarmFile(file);
        sink.raise(alarm(1));
        sink.raise(alarm(2));
        assertThat(Files.readAllLines(file))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(JsonMapper.shared().readTree(line).isObject())
                                .isTrue());
        AlarmFile nowhere = new AlarmFile(folder.resolve("missing/alarms.jsonl"));
        nowhere.raise(alarm(3));
        assertThat(nowhere.undelivered()).isEqualTo(1);
    }

    private URI address() {
        return URI.create(
                "http://localhost:%d/hook".formatted(server.getAddress().getPort()));
    }

    private static IncidentChange alarm(long id) {
        LumisectionId at = new LumisectionId(355100, 17);
        Finding finding =
                new Finding(FindingKind.DEAD, 0, Box.of(1, 2, 3, 4), "", new Finding.Impact(0.01, 0.02), 12.5, at);
        return new IncidentChange(
                Occasion.OPENED,
                new Incident(
                        id,
                        at,
                        at,
                        at,
                        null,
                        List.of(new ElementName("map")),
                        finding,
                        Incident.Status.OPEN,
                        false,
                        ""));
    }
}
