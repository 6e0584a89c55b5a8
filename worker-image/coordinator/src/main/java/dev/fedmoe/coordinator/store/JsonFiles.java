package dev.fedmoe.coordinator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * JSON on the volume. A sealed document is followed by one more JSON value, the SHA-256 of the bytes before it, so that a
 * flipped bit is seen. Doubles are written so that reading gives the same bits.
 */
public final class JsonFiles {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final int SEAL_LENGTH = "\n\"sha256:\"\n".length() + 64;

    private JsonFiles() {}

    public static byte[] seal(Object value) throws IOException {
        byte[] document = MAPPER.writeValueAsBytes(value);
        byte[] seal = sealOf(document, document.length);
        byte[] sealed = Arrays.copyOf(document, document.length + seal.length);
        System.arraycopy(seal, 0, sealed, document.length, seal.length);
        return sealed;
    }

    /** Throws IOException when the seal does not fit the document. */
    public static <T> T unseal(byte[] sealed, Class<T> type) throws IOException {
        int length = sealed.length - SEAL_LENGTH;
        if (length <= 0 || !Arrays.equals(sealed, length, sealed.length, sealOf(sealed, length), 0, SEAL_LENGTH)) {
            throw new IOException("its seal does not fit its content");
        }
        return MAPPER.readValue(sealed, 0, length, type);
    }

    /** The value on one line, ended. */
    public static String line(Object value) throws IOException {
        return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n";
    }

    /** Empty for what does not read, for instance a line torn by a crash. */
    public static <T> Optional<T> parse(String text, Class<T> type) {
        try {
            return Optional.of(MAPPER.readValue(text, type));
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }

    /** Hex SHA-256 of a sealed document: what its successor names. */
    public static String digest(byte[] sealed) {
        return HexFormat.of().formatHex(sha256().digest(sealed));
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] sealOf(byte[] document, int length) {
        var sha = sha256();
        sha.update(document, 0, length);
        String seal = "\n\"sha256:" + HexFormat.of().formatHex(sha.digest()) + "\"\n";
        return seal.getBytes(StandardCharsets.US_ASCII);
    }
}
