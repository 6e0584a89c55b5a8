package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.OnCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What the operator owns is as it wants it, whoever has touched it. */
@OnCluster
@Order(50)
class HealingTest {
    /** Kind in words of kubectl, and an edit by hand that must not last; empty where no field can be set back to what it was. */
    private static final Map<String, String> OWNED = Map.of(
            "statefulset", "{\"spec\":{\"replicas\":0}}",
            "service", "{\"spec\":{\"ports\":[{\"name\":\"grpc\",\"port\":1}]}}",
            "serviceaccount", "{\"automountServiceAccountToken\":true}",
            "configmap", "{\"data\":{\"settings.json\":\"{}\"}}",
            "secret", "",
            "pod", "");

    @BeforeEach
    void aTrainingJob(ClusterNamespace plant) {
        plant.withPrivateData().withPool();
    }

    @Test
    void everyOwnedObjectThatIsDeletedComesBack(ClusterNamespace plant) {
        ClusterJob job = training(plant, "healed");
        for (String kind : OWNED.keySet()) {
            for (String name : owned(plant, job, kind)) {
                String uid = uidIfStaying(plant, kind, name);
                plant.cluster()
                        .kubectl("delete", kind, name, "-n", plant.namespace(), "--wait=false", "--ignore-not-found")
                        .text();
                new EventualAssert(kind + " " + name + " is back", () -> {
                            String now = uidIfStaying(plant, kind, name);
                            return new Seen(!now.isEmpty() && !now.equals(uid), "uid " + now);
                        })
                        .withinSeconds(10);
            }
        }
        job.commitsMoreRounds(2).withinSeconds(60);
    }

    @Test
    void everyOwnedObjectThatIsEditedIsSetRight(ClusterNamespace plant) {
        ClusterJob job = training(plant, "steady");
        OWNED.forEach((kind, edit) -> {
            if (edit.isEmpty()) {
                return;
            }
            String name = owned(plant, job, kind).get(0);
            String before = spec(plant, kind, name);
            plant.cluster()
                    .kubectl("patch", kind, name, "-n", plant.namespace(), "--type=merge", "-p", edit)
                    .text();
            new EventualAssert(kind + " " + name + " is as it was", () -> {
                        String now = spec(plant, kind, name);
                        return new Seen(now.equals(before), now);
                    })
                    .withinSeconds(10);
        });
    }

    /** An emptied certificate is lost: it is not set back, but issued anew. */
    @Test
    void anEmptiedCertificateIsIssuedAnew(ClusterNamespace plant) {
        ClusterJob job = training(plant, "certified");
        String secret = owned(plant, job, "secret").get(0);
        plant.cluster()
                .kubectl(
                        "patch",
                        "secret",
                        secret,
                        "-n",
                        plant.namespace(),
                        "--type=merge",
                        "-p",
                        "{\"data\":{\"tls.crt\":\"\"}}")
                .text();
        new EventualAssert("secret " + secret + " has a certificate", () -> {
                    String now = jsonpath(plant, "secret", secret, "{.data.tls\\.crt}");
                    return new Seen(!now.isEmpty(), now.length() + " characters");
                })
                .withinSeconds(10);
        job.commitsMoreRounds(2).withinSeconds(60);
    }

    @Test
    void aDeletedClientIsMadeAnew(ClusterNamespace plant) {
        training(plant, "client");
        var client = plant.clients().get(0).getMetadata();

        plant.cluster()
                .kubectl("delete", "ec", client.getName(), "-n", plant.namespace(), "--wait=false")
                .text();

        new EventualAssert("EdgeClient " + client.getName() + " is back", () -> {
                    var uids = plant.clients().stream()
                            .filter(c -> c.getMetadata().getName().equals(client.getName()))
                            .map(c -> c.getMetadata().getUid())
                            .toList();
                    return new Seen(uids.size() == 1 && !uids.contains(client.getUid()), "" + uids);
                })
                .withinSeconds(10);
    }

    /** A volume is lost for good only by hand: claim deleted, and the pod that used it. */
    @Test
    void aLostCheckpointVolumeIsNotReplacedByAnEmptyOne(ClusterNamespace plant) {
        ClusterJob job = training(plant, "memory");
        String claim = "memory-checkpoints";
        int before = job.round();

        plant.cluster()
                .kubectl("delete", "pvc", claim, "-n", plant.namespace(), "--wait=false")
                .text();
        plant.cluster()
                .kubectl(
                        "delete",
                        "pod",
                        job.coordinator().getMetadata().getName(),
                        "-n",
                        plant.namespace(),
                        "--wait=false")
                .text();

        job.explains("CoordinatorReady", claim).withinSeconds(30);
        job.expect("round stays at " + before + " or above", s -> job.round() >= before)
                .holdsFor(Duration.ofSeconds(15));
    }

    private static ClusterJob training(ClusterNamespace plant, String name) {
        ClusterJob job = plant.submit(name, spec -> spec.training.rounds = 5000);
        job.commitsRound(2).withinSeconds(EventualAssert.SCENE_SECONDS);
        return job;
    }

    private static List<String> owned(ClusterNamespace plant, ClusterJob job, String kind) {
        var listed = plant.cluster()
                .kubectl("get", kind, "-n", plant.namespace(), "-l", "fedmoe.dev/job=" + job.name(), "-o", "name")
                .text();
        var names = new ArrayList<String>();
        listed.lines().forEach(line -> names.add(line.substring(line.indexOf('/') + 1)));
        assertThat(names).as("objects of kind " + kind).isNotEmpty();
        return names;
    }

    /** Empty as long as it is not there, or is there only to be deleted. */
    private static String uidIfStaying(ClusterNamespace plant, String kind, String name) {
        boolean leaving =
                !jsonpath(plant, kind, name, "{.metadata.deletionTimestamp}").isEmpty();
        return leaving ? "" : jsonpath(plant, kind, name, "{.metadata.uid}");
    }

    private static String spec(ClusterNamespace plant, String kind, String name) {
        String path = "{.spec.replicas}{.spec.ports}{.automountServiceAccountToken}{.data}";
        return jsonpath(plant, kind, name, path);
    }

    private static String jsonpath(ClusterNamespace plant, String kind, String name, String path) {
        return plant.cluster()
                .kubectl("get", kind, name, "-n", plant.namespace(), "-o", "jsonpath=" + path)
                .out();
    }
}
