package dev.fedmoe.local.fleet;

import dev.fedmoe.core.job.state.ClientRole;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.local.identity.JobIdentity;
import dev.fedmoe.local.identity.TokenSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The clients of a job with their tokens, and one evaluator. */
public record LocalRoster(List<ServedClient> trainers, ServedClient evaluator) {
    public static final String EVALUATOR = "evaluator";

    public LocalRoster {
        trainers = List.copyOf(trainers);
    }

    /**
     * Issues a token a member.
     *
     * @param grants in the order of {@code clients}
     * @param data folder of a client's data
     */
    public static LocalRoster of(
            String job, List<EdgeClient> clients, List<Grant> grants, JobIdentity identity, Function<String, Path> data)
            throws IOException {
        var trainers = new ArrayList<ServedClient>();
        for (EdgeClient client : clients) {
            String name = client.getMetadata().getName();
            int slots = grants.stream()
                    .filter(grant -> grant.client().equals(name))
                    .mapToInt(Grant::slots)
                    .sum();
            var bearer = bearer(job, name, client.getSpec().nodeName);
            trainers.add(new ServedClient(
                    name,
                    bearer.node(),
                    slots,
                    ClientRole.TRAINER,
                    data.apply(name),
                    identity.token(bearer),
                    bearer.podUid()));
        }
        var bearer = bearer(job, EVALUATOR, "this-machine");
        var evaluator = new ServedClient(
                EVALUATOR,
                bearer.node(),
                0,
                ClientRole.EVALUATOR,
                data.apply(EVALUATOR),
                identity.token(bearer),
                bearer.podUid());
        return new LocalRoster(trainers, evaluator);
    }

    /** What the coordinator is told. */
    public DesiredState desired(long generation, TrainingSpec training) {
        var entries = new ArrayList<>(List.of(entry(evaluator)));
        trainers.forEach(member -> entries.add(entry(member)));
        return DesiredState.of(generation, Roster.of(entries)).withTraining(training);
    }

    /** Spreads the trainers over at most {@code processes} processes, as evenly as possible. */
    public List<List<ServedClient>> groups(int processes) {
        int count = Math.min(processes, trainers.size());
        var groups = new ArrayList<List<ServedClient>>();
        for (int p = 0; p < count; p++) {
            groups.add(trainers.subList(trainers.size() * p / count, trainers.size() * (p + 1) / count));
        }
        return groups;
    }

    private static TokenSubject bearer(String job, String client, String node) {
        return new TokenSubject(
                "local",
                job + "-worker",
                node,
                job + "-" + client,
                UUID.randomUUID().toString());
    }

    private static RosterEntry entry(ServedClient member) {
        return new RosterEntry(
                member.client(),
                member.role(),
                member.slots(),
                Optional.of(member.node()),
                Optional.of(member.podUid()));
    }
}
