package dev.fedmoe.operator.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.training.TrainingSpec;
import org.junit.jupiter.api.Test;

class DesiredStateDeliveryTest {
    private static final CoordinatorOrder PAUSE = new CoordinatorOrder(Roster.EMPTY, true, TrainingSpec.ofRounds(3), 0);

    private final DesiredStateDelivery orders = new DesiredStateDelivery();

    @Test
    void anOrderInForceIsNotGivenAgain() {
        orders.observe(4, true);
        orders.want(PAUSE);
        assertThat(orders.next()).get().extracting(o -> o.generation()).isEqualTo(5L);

        orders.answered(5);

        assertThat(orders.next()).isEmpty();
    }

    @Test
    void anAnswerThatComesAfterTheReportOfANewerOrderDoesNotCount() {
        orders.observe(4, true);
        orders.want(PAUSE);
        orders.next();
        orders.observe(9, false);

        orders.answered(5);

        assertThat(orders.next()).get().extracting(o -> o.generation()).isEqualTo(10L);
    }
}
