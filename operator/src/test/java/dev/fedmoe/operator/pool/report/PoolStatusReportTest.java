package dev.fedmoe.operator.pool.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import dev.fedmoe.operator.pool.PoolFixture;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.PlacementFreeze;
import dev.fedmoe.operator.pool.placement.PoolPlacement;
import dev.fedmoe.operator.pool.placement.PoolPlacer;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolStatusReportTest {
    private final PoolFixture given = new PoolFixture().pool(PoolFixture.cameras());

    @Test
    void aPoolInOrderIsReady() {
        given.nodes("a", "b").job(PoolFixture.job("cats", 2));

        var status = status();

        assertThat(status.ready).isEqualTo("2/2");
        assertThat(status.slots).isEqualTo("4/4");
        assertThat(status.jobs).isEqualTo(1);
        assertThat(said(status.conditions))
                .containsExactly(
                        "NodesMatched=True AsWanted",
                        "NodesExclusive=True AsWanted",
                        "NodesReady=True AsWanted",
                        "DataFound=True AsWanted",
                        "Ready=True AsWanted");
    }

    @Test
    void whatIsWrongIsSaidWithNamesAndNumbers() {
        given.nodes("a", "b", "c");
        given.nodes.set(0, PoolFixture.node("a", "Unknown").build());
        given.claims.remove("images-b");

        var status = status();

        assertThat(status.ready).isEqualTo("1/3");
        assertThat(said(status.conditions))
                .contains(
                        "NodesReady=False ClientsNotReady a (NotReady): 1 of 3 clients cannot train now."
                                + " They are used again by themselves",
                        "DataFound=False DataMissing claim images-b not found in namespace plant (1 of 3 clients)."
                                + " The other 2 train without it");
    }

    @Test
    void nodesOfAnOlderPoolAreNamed() {
        var newer = PoolFixture.pool("newer", "2026-01-02T00:00:00Z");
        given.pools.add(0, newer);
        given.nodes("a", "b", "c", "d", "e", "f", "g");

        assertThat(said(status().conditions))
                .contains(
                        "NodesMatched=False NoNodes spec.nodeSelector matches none of 7 nodes that are not another pool's."
                                + " Maybe label some: kubectl label node NAME KEY=VALUE",
                        "NodesExclusive=False NodesShared pool plant/cameras, which is older, has a, b, c, d, e and 2 more."
                                + " Maybe narrow one spec.nodeSelector, so that each node matches one pool");
    }

    @Test
    void aClientThatFallsSilentIsNewsOnce() {
        given.nodes("a");
        var before = plan();
        assertThat(PoolAnnouncements.of(seen(), before))
                .containsExactly(Announcement.normal(
                        "ClientJoined", "node a is client cameras-a, slots 0/3", "joined cameras-a uid-a 7"));
        var known = before.candidates().get(0).client();
        known.getMetadata().setUid("1");
        known.getMetadata().setResourceVersion("8");
        given.clients.put("cameras-a", known);
        given.nodes.set(0, PoolFixture.node("a", "Unknown").build());

        assertThat(PoolAnnouncements.of(seen(), plan()))
                .containsExactly(Announcement.warning(
                        "ClientNotReady",
                        "cameras-a: node a is not ready: Kubelet stopped posting node status"
                                + ". What it held goes to other clients",
                        "NotReady 1 8"));
    }

    @Test
    void aThousandNewNodesAreOneSentence() {
        for (int i = 0; i < 1000; i++) {
            given.nodes("n" + i);
        }

        assertThat(PoolAnnouncements.of(seen(), plan())).singleElement().satisfies(a -> assertThat(a.message())
                .isEqualTo("node n0 is client cameras-n0, slots 0/3 (and 999 more like this)"));
    }

    private EdgeClientPoolStatus status() {
        return PoolStatusReport.of(seen(), plan());
    }

    private PoolPlacement plan() {
        return new PoolPlacer(new StickyPlacer())
                .place(seen(), PlacementFreeze.NONE)
                .withCandidates(new ClientStatusReport(seen())::of);
    }

    private PoolSnapshot seen() {
        return given.seen(given.pools.get(0));
    }

    private static List<String> said(List<Condition> conditions) {
        return conditions.stream()
                .map(c -> (c.getType() + "=" + c.getStatus() + " " + c.getReason() + " " + c.getMessage()).strip())
                .toList();
    }
}
