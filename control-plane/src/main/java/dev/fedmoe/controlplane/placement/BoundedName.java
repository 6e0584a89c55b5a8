package dev.fedmoe.controlplane.placement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names made of other names, within the API's bounds. */
public final class BoundedName {
    /** DNS-1123 labels: host names of pods, values of labels. */
    public static final int LABEL = 63;

    private static final int DIGEST = 8;

    private BoundedName() {}

    /** As it is when short enough, else its beginning and a digest of all of it. */
    public static String of(String name, int longest) {
        if (name.length() <= longest) {
            return name;
        }
        String begin = name.substring(0, longest - DIGEST - 1).replaceAll("[-.]+$", "");
        return begin + "-" + digest(name);
    }

    /** A short fingerprint. */
    public static String digest(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, DIGEST);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
