package dev.fedmoe.core.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import java.util.HashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every policy keeps, on 600 problems of any shape. */
class AlignerContractTest {
    static Stream<String> policies() {
        return AlignmentPolicy.names().stream();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void usesEverySlotItCanAndNoneBeyond(String policy) {
        problems().forEach(problem -> {
            var slots = new HashMap<String, Integer>();
            for (Participant p : problem.clients()) {
                slots.put(p.client(), Math.min(p.slots(), problem.experts()));
            }
            for (Assignment assignment :
                    AlignmentPolicy.named(policy).aligner(0.1).align(problem).assignments()) {
                assertThat(assignment.choices()).hasSize(slots.getOrDefault(assignment.client(), -1));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("policies")
    void listsEachClientOnceByNameAndItsExpertsAscendingEachWithAReason(String policy) {
        problems().forEach(problem -> {
            var plan = AlignmentPolicy.named(policy).aligner(0.1).align(problem);
            assertThat(plan.assignments().stream().map(Assignment::client))
                    .containsExactlyElementsOf(problem.clients().stream()
                            .map(Participant::client)
                            .sorted()
                            .toList());
            for (Assignment assignment : plan.assignments()) {
                var experts = assignment.choices().stream().map(Choice::expert).toList();
                assertThat(experts).isSorted().doesNotHaveDuplicates().allMatch(e -> e >= 0 && e < problem.experts());
                assertThat(assignment.choices()).allMatch(c -> c.reason().matches(".*\\d.*"));
            }
            assertThat(plan.prices()).hasSize(problem.experts()).allMatch(p -> p >= -1 && p <= 3);
        });
    }

    @ParameterizedTest
    @MethodSource("policies")
    void sameProblemSamePlanWhateverTheOrderOfItsClients(String policy) {
        problems().forEach(problem -> {
            var plan = AlignmentPolicy.named(policy).aligner(0.1).align(problem);
            assertThat(AlignmentPolicy.named(policy).aligner(0.1).align(problem))
                    .isEqualTo(plan);
            assertThat(AlignmentPolicy.named(policy).aligner(0.1).align(AlignmentFixture.shuffled(problem)))
                    .isEqualTo(plan);
        });
    }

    private static Stream<AlignmentProblem> problems() {
        return Stream.concat(
                IntStream.range(0, 400).mapToObj(AlignmentFixture::drawn),
                IntStream.range(0, 200).mapToObj(AlignmentFixture::told));
    }
}
