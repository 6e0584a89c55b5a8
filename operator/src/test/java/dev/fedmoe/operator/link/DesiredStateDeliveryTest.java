package dev.fedmoe.operator.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class DesiredStateDeliveryTest {
    private static final CoordinatorOrder PAUSE =
            new CoordinatorOrder(List.of(), true, TrainingSettings.getDefaultInstance(), 0);

    private final DesiredStateDelivery orders = new DesiredStateDelivery();

    @Test
    void anOrderInForceIsNotGivenAgain() {
        orders.observe(4, true);
        orders.want(PAUSE);
        assertThat(orders.next()).get().extracting(o -> o.getGeneration()).isEqualTo(5L);

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

        assertThat(orders.next()).get().extracting(o -> o.getGeneration()).isEqualTo(10L);
    }
}
