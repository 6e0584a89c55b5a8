package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDManager;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The tensor library, started for a test class and closed behind it with all tensors that are left. */
public final class TensorLibraryExtension implements BeforeAllCallback, AfterAllCallback {
    private @Nullable NDManager manager;

    @Override
    public void beforeAll(ExtensionContext context) {
        manager = TorchRuntime.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        manager().close();
    }

    /** Owns the class's tensors. */
    public NDManager manager() {
        return Objects.requireNonNull(manager, "the test class has not begun");
    }
}
