package org.lumiwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
    private static final int DEAD_FROM = 31;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final Stream stream = new Stream(DEAD_FROM);
    private Thread watching = Thread.ofVirtual().unstarted(() -> {});

    @AfterEach
    void stop() throws InterruptedException {
        watching.interrupt();
        watching.join();
    }

    @Test
    void filesThatAppearInAFolderAreJudgedAndAlarmOnce() throws Exception {
        Path incoming = Files.createDirectory(folder.resolve("incoming"));
        watch(incoming);
        stream.write(incoming.resolve("a.csv"), 1, 30);
        await(() -> printed("1:30  "));
        stream.write(incoming.resolve("b.csv"), 31, 34);
        await(() -> printed("1:34  "));
        assertThat(out.toString()).contains("1:31  BAD");
        assertThat(out.toString().split("ALARM", -1)).hasSize(2);
    }

    @Test
    void aFileOfNoKnownFormatDoesNotStopTheWatch() throws Exception {
        Path incoming = Files.createDirectory(folder.resolve("incoming"));
        Files.writeString(incoming.resolve("0-notes.txt"), "shift notes\nnothing to see\n");
        watch(incoming);
        stream.write(incoming.resolve("a.csv"), 1, 3);
        await(() -> printed("1:3  "));
    }

    @Test
    void theRestOfAHalfWrittenRowIsWaitedFor() throws Exception {
        Path live = stream.write(folder.resolve("live.csv"), 1, 3);
        watch(live);
        await(() -> printed("1:3  "));
        String row = stream.rows(4, 4);
        append(live, row.substring(0, row.length() / 2));
        Thread.sleep(300);
        assertThat(out.toString()).doesNotContain("1:4  ");
        append(live, row.substring(row.length() / 2));
        await(() -> printed("1:4  "));
        assertThat(quarantined()).contains("nothing was refused");
    }

    @Test
    void aWebhookThatFailsFirstGetsTheAlarmInTheEnd() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        AtomicInteger failures = new AtomicInteger(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = failures.getAndDecrement() > 0;
            if (!fails) {
                received.add(body);
            }
            exchange.sendResponseHeaders(fails ? 500 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            Path data = stream.write(folder.resolve("data.csv"), 1, 33);
            Path alarms = folder.resolve("alarms.jsonl");
            String address =
                    "http://localhost:%d/".formatted(server.getAddress().getPort());
            watch(data, "--webhook", address, "--alarm-file", alarms.toString());
            assertThat(received.poll(60, TimeUnit.SECONDS)).contains("\"occasion\":\"opened\"", "\"box\":[7,5,7,5]");
            assertThat(Files.readAllLines(alarms)).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    private void watch(Path source, String... more) {
        PrintWriter printer = new PrintWriter(out, true);
        String[] args = new String[more.length + 4];
        args[0] = "watch";
        args[1] = source.toString();
        args[2] = "--workspace";
        args[3] = folder.resolve("ws").toString();
        System.arraycopy(more, 0, args, 4, more.length);
        watching = Thread.ofPlatform().start(() -> {
            int exit = RootCommand.execute(printer, printer, args);
            printer.println("exit " + exit);
        });
    }

    private String quarantined() throws InterruptedException {
        watching.interrupt();
        watching.join();
        return CommandLineRun.of("quarantine", "--workspace", folder.resolve("ws"))
                .out();
    }

    private boolean printed(String text) {
        return out.toString().contains(text);
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(out.toString()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
