package dev.fedmoe.operator.announce;

import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** An announcement as the API wants it. The name follows from the object's uid and the key: saying it twice writes it once. */
final class EventMapper {
    private static final String CONTROLLER = "fedmoe.dev/operator";

    /** Limits of the API server's validation, which counts bytes. */
    private static final int LONGEST_NOTE = 1024;

    private static final int LONGEST_INSTANCE = 128;
    private static final int LONGEST_NAME = 253;
    private static final int DIGEST = 16;

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String instance;
    private final InstantSource clock;

    EventMapper(String instance, InstantSource clock) {
        this.instance = cut(instance, LONGEST_INSTANCE);
        this.clock = clock;
    }

    Event of(HasMetadata regarding, Announcement said) {
        ObjectMeta object = regarding.getMetadata();
        return new EventBuilder()
                .withNewMetadata()
                .withName(name(object, said))
                .withNamespace(object.getNamespace() == null ? "default" : object.getNamespace())
                .endMetadata()
                .withNewRegarding()
                .withApiVersion(regarding.getApiVersion())
                .withKind(regarding.getKind())
                .withName(object.getName())
                .withNamespace(object.getNamespace())
                .withUid(object.getUid())
                .endRegarding()
                .withNewEventTime(MICROS.format(clock.instant()))
                .withType(said.kind().name())
                .withReason(said.reason())
                .withAction(said.reason())
                .withNote(note(said.message()))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .build();
    }

    private static String name(ObjectMeta object, Announcement said) {
        String digest = HexFormat.of()
                .formatHex(sha256(object.getUid() + "\n" + said.reason() + "\n" + said.key()))
                .substring(0, DIGEST);
        String begin = cut(object.getName(), LONGEST_NAME - DIGEST - 1).replaceAll("[-.]+$", "");
        return begin + "." + digest;
    }

    private static String note(String message) {
        return bytes(message) <= LONGEST_NOTE ? message : cut(message, LONGEST_NOTE - bytes("…")) + "…";
    }

    private static String cut(String text, int longest) {
        int end = 0;
        for (int size = 0; end < text.length(); end = text.offsetByCodePoints(end, 1)) {
            size += bytes(Character.toString(text.codePointAt(end)));
            if (size > longest) {
                break;
            }
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
