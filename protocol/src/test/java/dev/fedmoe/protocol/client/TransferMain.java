package dev.fedmoe.protocol.client;

import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorLink.Fetch;
import dev.fedmoe.protocol.server.CoordinatorServer;
import dev.fedmoe.protocol.testing.TestControl;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Scanner;

/**
 * Moves a 64 MiB part down and up over TLS on loopback and prints the time each direction took: {@code serve FOLDER
 * ROUNDS} in one process, {@code move FOLDER CLIENT ROUNDS} in others; each round starts at a line on standard input.
 */
public final class TransferMain {
    private static final PartId PART = PartId.expert(0);
    private static final Duration BOUND = Duration.ofMinutes(1);

    private TransferMain() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        if (arguments[0].equals("serve")) {
            serve(folder);
        } else {
            move(folder, arguments[2], Integer.parseInt(arguments[3]));
        }
    }

    private static ModelSpec model() {
        return new ModelSpec(new MlpMoe(), List.of(8), 2, 1, 1, 2048, 4096);
    }

    private static void serve(Path folder) throws IOException {
        var identity = TestIdentity.create(folder);
        var coordinator = new TestCoordinator(model().manifest(), JobTerms.getDefaultInstance()).discarding();
        for (int i = 0; i < 8; i++) {
            coordinator.client("c" + i, "n" + i);
            Files.writeString(folder.resolve("c" + i), identity.worker("n" + i).token());
        }
        CoordinatorLinkContract.fill(coordinator.commit(PART, 0), 3);
        try (var server =
                CoordinatorServer.start(identity.settings(), identity.verifier(), coordinator, new TestControl())) {
            Files.writeString(folder.resolve("port"), server.port() + "");
            System.out.println("ready");
            new Scanner(System.in, StandardCharsets.UTF_8).nextLine();
            System.out.println("server cpu_s " + cpu() + " " + peak());
        }
    }

    private static void move(Path folder, String client, int rounds) throws Exception {
        int port = Integer.parseInt(Files.readString(folder.resolve("port")));
        try (var connection = CoordinatorConnection.open(
                        new CoordinatorAddress("localhost", port, folder.resolve("ca.pem")), new Random(7));
                var input = new Scanner(System.in, StandardCharsets.UTF_8)) {
            var link = connection.link(() -> Files.readString(folder.resolve(client)));
            link.join(
                    JoinRequest.newBuilder()
                            .setClient(client)
                            .setRole(Role.ROLE_TRAINER)
                            .build(),
                    BOUND);
            System.out.println("joined");
            var content = MemoryPart.allocate(model().manifest().part(PART));
            for (int round = 1; round <= rounds; round++) {
                input.nextLine();
                long start = System.nanoTime();
                content.reset();
                link.download(client, 1, List.of(new Fetch(PartVersions.of(PART, 0), content)), BOUND);
                long middle = System.nanoTime();
                var header = CoordinatorLinkContract.header(1).toBuilder().setClient(client);
                content.written();
                link.upload(header.build(), List.of(CoordinatorLinkContract.submission(PART, content)), BOUND);
                long end = System.nanoTime();
                double mb = content.sizeBytes() / 1e6;
                System.out.printf(
                        "down %.0f MB/s up %.0f MB/s total_ms %d cpu_s %s%n",
                        mb / ((middle - start) / 1e9), mb / ((end - middle) / 1e9), (end - start) / 1_000_000, cpu());
            }
            input.nextLine();
            System.out.println("client " + peak());
        }
    }

    private static double cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }

    private static String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("");
    }
}
