package dev.fedmoe.core.random;

/**
 * SplitMix64 as a counter: value {@code i} of a key without the ones before it. Integer arithmetic only, so it is the same on
 * every machine. Steele, Lea, Flood: Fast splittable pseudorandom number generators, doi 10.1145/2660193.2660195.
 */
public record CounterRandom(long key) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** A stream of its own for everything that differs in one of the values. */
    public static CounterRandom of(long seed, Object... what) {
        long key = mix(seed + GOLDEN);
        for (Object value : what) {
            key = mix(key ^ hash(value.toString())) + GOLDEN;
        }
        return new CounterRandom(key);
    }

    /** 64 random bits. */
    public long bits(long i) {
        return mix(key + i * GOLDEN);
    }

    /** Uniform in [0, 1), a multiple of 2^-24, so exact as a float too. */
    public float unit(long i) {
        return (bits(i) >>> 40) * 0x1p-24f;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    // FNV-1a over UTF-16: String.hashCode has only 32 bits.
    private static long hash(String text) {
        long h = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001B3L;
        }
        return h;
    }
}
