package dev.fedmoe.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelSketchClaimsTest {
    static Stream<Arguments> impossible() {
        return Stream.of(
                Arguments.of(List.of(0.5, Double.NaN), "label_sketch[1] is NaN, expected 0 to 1"),
                Arguments.of(List.of(Double.POSITIVE_INFINITY), "label_sketch[0] is Infinity, expected 0 to 1"),
                Arguments.of(List.of(1.0, -0.5, 0.5), "label_sketch[1] is -0.5, expected 0 to 1"),
                Arguments.of(List.of(0.0, 1e300), "label_sketch[1] is 1.0E300, expected 0 to 1"),
                Arguments.of(List.of(0.75, 0.75), "the sum of label_sketch is 1.5, expected 1"),
                Arguments.of(List.of(0.0, 0.0), "the sum of label_sketch is 0.0, expected 1"),
                Arguments.of(Collections.nCopies(33, 1 / 33.0), "label_sketch is of 33 shares, expected at most 32"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void aSketchThatIsNoSharesIsRefusedWithTheValue(List<Double> sketch, String message) {
        assertThat(refusal(sketch)).contains(new RefusedRequest(Refusal.REFUSAL_BAD_REPORT, message));
    }

    @Test
    void sharesAndNoneAreTaken() {
        assertThat(refusal(List.of())).isEmpty();
        assertThat(refusal(List.of(0.25, 0.75, 0.0))).isEmpty();
        assertThat(refusal(Collections.nCopies(32, 1 / 32.0))).isEmpty();
        assertThat(refusal(Collections.nCopies(29, 1 / 29.0))).as("rounded").isEmpty();
    }

    private static Optional<RefusedRequest> refusal(List<Double> sketch) {
        return ReportValidator.join(JoinRequest.newBuilder()
                .setClient("camera-1")
                .setRole(Role.ROLE_TRAINER)
                .addAllLabelSketch(sketch)
                .build());
    }
}
