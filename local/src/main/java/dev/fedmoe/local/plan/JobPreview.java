package dev.fedmoe.local.plan;

import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.PrivacySection.LabelSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One job that has not been started, in words.
 *
 * @param first the plan of its first round; none when the job does not fit
 */
record JobPreview(FederatedMoEJob job, JobPlacement placement, List<PlannedRound> first) {
    List<String> lines() {
        var lines = new ArrayList<String>();
        var spec = job.getSpec();
        int needed = spec.model.experts * spec.training.quorum.perExpert;
        lines.add("");
        lines.add(
                placement.fits()
                        ? String.format(
                                Locale.ROOT,
                                "Job %s fits: needs %s (%s × %s), gets %d on %s.",
                                placement.job(),
                                count(needed, "slot"),
                                count(spec.model.experts, "expert"),
                                count(spec.training.quorum.perExpert, "holder"),
                                placement.slots(),
                                count(placement.grants().size(), "client"))
                        : "Job " + placement.job() + " does not fit: " + placement.shortage());
        placement.remarks().forEach(remark -> lines.add("  no room: " + remark));
        first.forEach(planned -> lines.addAll(round(planned)));
        return lines;
    }

    private List<String> round(PlannedRound planned) {
        var lines = new ArrayList<String>();
        int width = placement.grants().stream()
                .mapToInt(grant -> grant.client().length())
                .max()
                .orElse(0);
        String row = "  %-" + Math.max(6, width) + "s  %5s  %s";
        lines.add(String.format(Locale.ROOT, row, "CLIENT", "SLOTS", "FIRST TRAINS"));
        for (Grant grant : placement.grants()) {
            lines.add(String.format(Locale.ROOT, row, grant.client(), grant.slots(), trains(planned, grant.client())));
        }
        lines.add(String.format(
                Locale.ROOT,
                "  First round by %s, objective %s, seed %d, as if each client had %d samples or more:",
                planned.policy(),
                planned.problem().goal().objective(),
                planned.problem().seed(),
                planned.problem().clients().get(0).samples()));
        if (job.getSpec().privacy.labelSketch != LabelSketch.None) {
            lines.add("  Clients will tell of their labels when they join (" + job.getSpec().privacy.labelSketch
                    + "): that may change it.");
        }
        reasons(planned).forEach(reason -> lines.add("    " + reason));
        lines.add("  Holders of each expert: " + holders(planned));
        return lines;
    }

    private static String trains(PlannedRound planned, String client) {
        var experts = planned.plan().experts().getOrDefault(client, List.of());
        return experts.isEmpty()
                ? "not drawn"
                : experts.stream().map(e -> Integer.toString(e)).collect(Collectors.joining(", "));
    }

    /** Those that many clients share once. */
    private static List<String> reasons(PlannedRound planned) {
        var all = planned.plan().assignments().stream()
                .flatMap(assignment -> assignment.choices().stream())
                .map(Choice::reason)
                .collect(Collectors.toCollection(TreeSet::new));
        return all.size() == 1
                ? List.copyOf(all)
                : planned.plan().assignments().stream()
                        .flatMap(assignment -> assignment.choices().stream()
                                .map(choice -> assignment.client() + " " + choice.expert() + ": " + choice.reason()))
                        .toList();
    }

    private static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private static String holders(PlannedRound planned) {
        SortedMap<Integer, Integer> holders = new TreeMap<>();
        for (int e = 0; e < planned.problem().experts(); e++) {
            holders.put(e, 0);
        }
        planned.plan().experts().values().forEach(experts -> experts.forEach(e -> holders.merge(e, 1, Integer::sum)));
        return holders.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
