package dev.fedmoe.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.server.AuthenticatedCaller;
import dev.fedmoe.protocol.server.DirectCoordinatorLink;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract without a network, and that the checks of the service are made all the same. */
class DirectCoordinatorLinkTest extends CoordinatorLinkContract {
    private final CoordinatorLink link = new DirectCoordinatorLink(
            coordinator, new AuthenticatedCaller("system:serviceaccount:plant:worker", NODE, "pod-1"));

    @Override
    CoordinatorLink link() {
        return link;
    }

    @Test
    void aValueThatIsNoNumberVoidsItsPartAlone() throws Exception {
        committed(PartId.GATE, 0, 1);
        committed(PartId.SHARED, 0, 1);

        var verdicts = link.upload(
                header(1),
                List.of(
                        submission(PartId.GATE, filled(PartId.GATE, Float.NaN)),
                        submission(PartId.SHARED, filled(PartId.SHARED, 2))),
                BOUND);

        assertThat(verdicts)
                .extracting(PartVerdict::getRefusal)
                .containsExactly(Refusal.REFUSAL_NOT_FINITE, Refusal.REFUSAL_UNSPECIFIED);
        assertThat(coordinator.refusals())
                .extracting(RefusedRequest::refusal)
                .containsExactly(Refusal.REFUSAL_NOT_FINITE);
    }

    @Test
    void aReportThatCannotBeIsRefusedAndCountedOnce() {
        var impossible = header(1).toBuilder()
                .setReport(RoundReport.newBuilder().setSamples(10).setLossBefore(-1));

        assertThatThrownBy(() -> link.upload(impossible.build(), List.of(), BOUND))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.REFUSAL_BAD_REPORT));
        assertThat(coordinator.refusals()).hasSize(1);
    }
}
