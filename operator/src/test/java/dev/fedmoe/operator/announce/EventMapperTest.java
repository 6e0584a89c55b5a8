package dev.fedmoe.operator.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class EventMapperTest {
    private static final Announcement LOST = Announcement.warning("ClientLost", "camera-7 does not answer", "lost/7");

    private final EventMapper shape = at("fedmoe-1", "2026-01-01T00:00:00Z");

    @Test
    void theSameHappeningHasTheSameNameWhoeverSaysItAndWhen() {
        var said = shape.of(job("fashion", "u1"), LOST);
        var again = at("fedmoe-2", "2026-01-01T09:30:00Z")
                .of(job("fashion", "u1"), Announcement.warning("ClientLost", "in other words", "lost/7"));

        assertThat(name(again)).isEqualTo(name(said)).matches("fashion\\.[0-9a-f]{16}");
    }

    @Test
    void anotherObjectReasonOrKeyIsAnotherHappening() {
        assertThat(name(shape.of(job("fashion", "u1"), LOST)))
                .isNotEqualTo(name(shape.of(job("fashion", "u2"), LOST)))
                .isNotEqualTo(name(shape.of(job("fashion", "u1"), Announcement.warning("ClientBack", "", "lost/7"))))
                .isNotEqualTo(name(shape.of(job("fashion", "u1"), Announcement.warning("ClientLost", "", "lost/8"))));
    }

    @Test
    void aLongNameStaysAName() {
        var said = shape.of(job("a".repeat(235) + "-" + "b".repeat(17), "u1"), LOST);

        assertThat(name(said)).hasSize(252).matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]+)*");
    }

    /** The API server counts bytes: characters beyond ASCII are two to four. */
    @Test
    void aLongNoteIsCutBetweenCharacters() {
        var said = shape.of(job("fashion", "u1"), Announcement.normal("Placed", "é🙂".repeat(500), "k"));

        assertThat(said.getNote().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1018, 1024);
        assertThat(said.getNote()).matches("(é🙂)+é?…");
    }

    @Test
    void theTimeHasMicrosecondsAlsoWhenTheyAreZero() {
        assertThat(shape.of(job("fashion", "u1"), LOST).getEventTime().getTime())
                .isEqualTo("2026-01-01T00:00:00.000000Z");
    }

    private static EventMapper at(String instance, String time) {
        return new EventMapper(instance, InstantSource.fixed(Instant.parse(time)));
    }

    private static String name(Event event) {
        return event.getMetadata().getName();
    }

    static ConfigMap job(String name, String uid) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("plant")
                .withName(name)
                .withUid(uid)
                .endMetadata()
                .build();
    }
}
