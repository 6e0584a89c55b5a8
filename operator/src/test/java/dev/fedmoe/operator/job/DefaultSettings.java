package dev.fedmoe.operator.job;

import dev.fedmoe.operator.OperatorSettings;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** Every setting as it is when nobody sets it. */
final class DefaultSettings {
    private DefaultSettings() {}

    static OperatorSettings get() {
        return of(OperatorSettings.class);
    }

    private static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> value(method)));
    }

    private static Object value(Method method) {
        var type = method.getReturnType();
        var said = method.getAnnotation(WithDefault.class);
        if (said == null) {
            return type == Optional.class ? Optional.empty() : of(type);
        }
        if (type == Duration.class) {
            return Duration.parse(said.value());
        }
        if (type == boolean.class) {
            return Boolean.valueOf(said.value());
        }
        return type.isEnum()
                ? Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                        .filter(c -> c.toString().equals(said.value()))
                        .findFirst()
                        .orElseThrow()
                : said.value();
    }
}
