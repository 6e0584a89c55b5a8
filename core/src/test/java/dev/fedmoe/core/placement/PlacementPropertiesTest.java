package dev.fedmoe.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Demand;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What every plan keeps, on pools of any shape. */
class PlacementPropertiesTest {
    private static final Placer PLACER = new StickyPlacer();

    @Provide
    Arbitrary<PlacementProblem> pools() {
        return Arbitraries.integers().between(0, 1_000_000).map(PlacementPropertiesTest::drawn);
    }

    @Property(tries = 400, seed = "21")
    void noClientGivesMoreThanItHas(@ForAll("pools") PlacementProblem problem) {
        var plan = PLACER.place(problem);
        for (Client client : problem.clients()) {
            var taken = NodeResources.NONE;
            int slots = 0;
            for (Job job : problem.jobs()) {
                int granted = PlacementFixture.slots(plan.job(job.id())).getOrDefault(client.name(), 0);
                slots += granted;
                taken = granted > 0 ? taken.plus(job.cost().resources(granted)) : taken;
            }
            assertThat(slots).isLessThanOrEqualTo(client.ready() ? client.cap() : 0);
            assertThat(taken.cpuMillis())
                    .isLessThanOrEqualTo(client.left().resources().cpuMillis());
            assertThat(taken.memoryBytes())
                    .isLessThanOrEqualTo(client.left().resources().memoryBytes());
        }
    }

    @Property(tries = 400, seed = "22")
    void aJobThatFitsHasWhatItNeedsWithinItsBounds(@ForAll("pools") PlacementProblem problem) {
        var plan = PLACER.place(problem);
        for (Job job : problem.jobs()) {
            var placement = plan.job(job.id());
            var demand = job.demand();
            assertThat(placement.grants())
                    .hasSizeLessThanOrEqualTo(demand.maxClients())
                    .allMatch(
                            g -> g.slots() >= 1 && g.slots() <= Math.min(demand.maxSlotsPerClient(), demand.experts()));
            if (placement.fits()) {
                assertThat((long) placement.slots()).isGreaterThanOrEqualTo(demand.slots());
                assertThat(placement.grants()).hasSizeGreaterThanOrEqualTo(demand.minClients());
            } else {
                assertThat(placement.shortage()).matches("needs \\d+ (slots?|clients?) \\(.*Maybe .*\\.");
                assertThat(StickyPlacer.isRunning(job) || placement.grants().isEmpty())
                        .isTrue();
            }
        }
    }

    @Property(tries = 400, seed = "23")
    void theOrderOfJobsAndClientsIsMoot(@ForAll("pools") PlacementProblem problem, @ForAll long order) {
        var jobs = new ArrayList<>(problem.jobs());
        var clients = new ArrayList<>(problem.clients());
        Collections.shuffle(jobs, new Random(order));
        Collections.shuffle(clients, new Random(order + 1));

        assertThat(PLACER.place(new PlacementProblem(jobs, clients))).isEqualTo(PLACER.place(problem));
        assertThat(PLACER.place(problem)).isEqualTo(PLACER.place(problem));
    }

    @Property(tries = 400, seed = "25")
    void jobsOfLowerPriorityTakeNothingAJobNeeds(@ForAll("pools") PlacementProblem problem) {
        var plan = PLACER.place(problem);
        for (Job job : problem.jobs()) {
            var peers = problem.jobs().stream()
                    .filter(j -> j.priority() >= job.priority())
                    .toList();
            var among = PLACER.place(new PlacementProblem(peers, problem.clients()));

            assertThat(plan.job(job.id()).shortage())
                    .isEqualTo(among.job(job.id()).shortage());
        }
    }

    @Property(tries = 400, seed = "26")
    void ofClientsThatAreAlikeTheMostValuableAreTaken(
            @ForAll @IntRange(min = 1, max = 12) int clients,
            @ForAll @IntRange(min = 1, max = 12) int most,
            @ForAll long seed) {
        var draw = CounterRandom.of(seed, "values");
        var names = IntStream.range(0, clients).mapToObj(c -> "camera-" + c).toList();
        var known =
                names.stream().collect(Collectors.toMap(c -> c, c -> new Tenure(0, draw.unit(names.indexOf(c)), 0)));
        var job = PlacementFixture.running(
                PlacementFixture.job("j", 0, new Demand(2, 1, 1, most, Demand.UNBOUNDED, 0)), known, 0.2, 0.1);
        var problem = new PlacementProblem(
                List.of(job),
                names.stream().map(c -> PlacementFixture.client(c, 2)).toList());

        var best = names.stream()
                .sorted(Comparator.comparing((String c) -> -draw.unit(names.indexOf(c))))
                .limit(most)
                .toList();
        assertThat(PlacementFixture.slots(PLACER.place(problem).job("j"))).containsOnlyKeys(best);
    }

    @Property(tries = 400, seed = "24")
    void nothingMovesWhenNothingChanges(@ForAll("pools") PlacementProblem drawn) {
        var problem = drawn;
        for (int settle = 0; settle < 3; settle++) {
            problem = carriedOut(problem);
        }
        var plan = PLACER.place(problem);
        for (Job job : problem.jobs()) {
            assertThat(PlacementFixture.slots(plan.job(job.id())))
                    .as("job %s", job.id())
                    .isEqualTo(slots(job));
        }
    }

    private static PlacementProblem carriedOut(PlacementProblem problem) {
        var plan = PLACER.place(problem);
        return new PlacementProblem(
                problem.jobs().stream()
                        .map(j -> PlacementFixture.after(plan.job(j.id()), j))
                        .toList(),
                problem.clients());
    }

    private static Map<String, Integer> slots(Job job) {
        var slots = new HashMap<String, Integer>();
        job.standing().clients().forEach((client, tenure) -> {
            if (tenure.slots() > 0) {
                slots.put(client, tenure.slots());
            }
        });
        return slots;
    }

    private static PlacementProblem drawn(int number) {
        var draw = CounterRandom.of(7, "pool", number);
        var clients = new ArrayList<Client>();
        for (int c = 0; c < (int) (draw.unit(0) * 12); c++) {
            var own = CounterRandom.of(7, number, "client", c);
            var resources = new NodeResources(
                    (long) (own.unit(0) * 3_000), PlacementFixture.MIB * (long) (own.unit(1) * 1_500));
            var profile = new CapacityProfile(resources, own.unit(2) < 0.5f ? 0 : own.unit(3) * 900, 0, 0);
            clients.add(new Client("camera-" + c, profile, (int) (own.unit(4) * 12), own.unit(5) < 0.9f));
        }
        var jobs = new ArrayList<Job>();
        for (int j = 0; j < 1 + (int) (draw.unit(1) * 5); j++) {
            jobs.add(job(CounterRandom.of(7, number, "job", j), "job-" + j, clients));
        }
        return new PlacementProblem(jobs, clients);
    }

    private static Job job(CounterRandom draw, String id, List<Client> clients) {
        int min = 1 + (int) (draw.unit(2) * 3);
        var demand = new Demand(
                1 + (int) (draw.unit(0) * 6),
                1 + (int) (draw.unit(1) * 3),
                min,
                draw.unit(3) < 0.5f ? Demand.UNBOUNDED : min + (int) (draw.unit(4) * 5),
                draw.unit(5) < 0.5f ? Demand.UNBOUNDED : 1 + (int) (draw.unit(6) * 4),
                0);
        var known = new HashMap<String, Tenure>();
        var prices = new ArrayList<Double>();
        if (draw.unit(7) < 0.5f) {
            for (int c = 0; c < clients.size(); c++) {
                if (draw.unit(100 + c) < 0.4f) {
                    known.put(clients.get(c).name(), new Tenure(0, draw.unit(200 + c), 0));
                }
            }
            for (int e = 0; e < demand.experts(); e++) {
                prices.add((double) draw.unit(300 + e));
            }
        }
        var job = PlacementFixture.job(id, (int) (draw.unit(8) * 3), demand);
        return PlacementFixture.running(job, known, prices.toArray(new Double[0]));
    }
}
