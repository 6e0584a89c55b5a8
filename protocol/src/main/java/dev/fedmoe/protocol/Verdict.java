package dev.fedmoe.protocol;

import dev.fedmoe.protocol.v1alpha1.Refusal;
import java.util.function.Function;

/** Either what was asked for, or why not. Expected trouble is a value; exceptions are for bugs and outages. */
public sealed interface Verdict<T> {
    record Granted<T>(T value) implements Verdict<T> {}

    record Denied<T>(RefusedRequest why) implements Verdict<T> {}

    static <T> Verdict<T> granted(T value) {
        return new Granted<>(value);
    }

    static <T> Verdict<T> denied(Refusal refusal, String message) {
        return new Denied<>(new RefusedRequest(refusal, message));
    }

    /** Handles both cases. */
    default <R> R fold(Function<T, R> granted, Function<RefusedRequest, R> denied) {
        if (this instanceof Granted<T> yes) {
            return granted.apply(yes.value());
        }
        return denied.apply(((Denied<T>) this).why());
    }
}
