package dev.fedmoe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.protocol.v1alpha1.Refusal;
import io.grpc.Metadata;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCatalogueTest {
    @ParameterizedTest
    @EnumSource(
            value = Refusal.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REFUSAL_UNSPECIFIED", "UNRECOGNIZED"})
    void everyRefusalHasAStatusAndSurvivesTheWire(Refusal refusal) {
        var e = ErrorCatalogue.exception(new RefusedRequest(refusal, "samples is 0, expected 1 to 10"));

        assertThat(e.getStatus().getCode()).isNotIn(Status.Code.OK, Status.Code.INTERNAL, Status.Code.UNAVAILABLE);
        assertThat(e.getStatus().getDescription()).isEqualTo("samples is 0, expected 1 to 10");
        assertThat(ErrorCatalogue.refusal(e.getTrailers())).contains(refusal);
    }

    @Test
    void anOutageCarriesNoRefusal() {
        assertThat(ErrorCatalogue.refusal(null)).isEmpty();
        assertThat(ErrorCatalogue.refusal(new Metadata())).isEmpty();
    }

    @Test
    void aRefusalOfANewerCoordinatorIsStillARefusal() {
        var trailers = new Metadata();
        trailers.put(Metadata.Key.of("fedmoe-refusal", Metadata.ASCII_STRING_MARSHALLER), "TOO_NEW");

        assertThat(ErrorCatalogue.refusal(trailers)).contains(Refusal.UNRECOGNIZED);
    }
}
