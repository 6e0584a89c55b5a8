package dev.fedmoe.worker.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** The tensor library of this process. */
public final class TorchRuntime {
    static final String ENGINE = "PyTorch";

    private TorchRuntime() {}

    /**
     * Loads the native libraries on first use, one computing thread: two threads on a busy two-core machine were twenty
     * times slower. Unpacks them to DJL_CACHE_DIR, else to the home folder, once a machine.
     */
    public static NDManager start() {
        setIfAbsent("ai.djl.offline", "true");
        setIfAbsent("ai.djl.pytorch.num_threads", "1");
        setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        setIfAbsent("OPT_OUT_TRACKING", "true");
        return Engine.getEngine(ENGINE).newBaseManager(Device.cpu());
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
