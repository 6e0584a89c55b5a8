package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementRegistryTest {
    private static final ResourceID POOL = new ResourceID("cameras", "plant");
    private static final ResourceID CATS = new ResourceID("cats", "plant");
    private static final ResourceID DOGS = new ResourceID("dogs", "plant");

    private final PlacementRegistry board = new PlacementRegistry();
    private final List<ResourceID> heard = new ArrayList<>();

    @Test
    void onlyJobsWhosePlacementHasChangedAreTold() {
        board.listen(heard::add);
        board.post(POOL, List.of(), Map.of(CATS, slots("cats", 2), DOGS, slots("dogs", 1)));
        heard.clear();

        board.post(POOL, List.of(), Map.of(CATS, slots("cats", 2), DOGS, slots("dogs", 3)));

        assertThat(heard).containsExactly(DOGS);
        assertThat(board.of(DOGS))
                .hasValueSatisfying(p -> assertThat(p.placement().slots()).isEqualTo(3));
    }

    @Test
    void aJobThatIsPlacedNoMoreIsTold() {
        board.listen(heard::add);
        board.post(POOL, List.of(), Map.of(CATS, slots("cats", 2)));
        board.post(new ResourceID("other", "plant"), List.of(), Map.of(DOGS, slots("dogs", 1)));
        heard.clear();

        board.post(POOL, List.of(), Map.of());

        assertThat(heard).containsExactly(CATS);
        assertThat(board.of(CATS)).isEmpty();
        assertThat(board.of(DOGS)).isPresent();
    }

    private static JobPlacement slots(String job, int slots) {
        return new JobPlacement(job, List.of(new Grant("cameras-a", slots, "")), "", List.of());
    }
}
