package dev.fedmoe.local.data;

import java.io.IOException;
import java.nio.file.Path;

/** Where packages come from. */
interface PackageSource {
    /** Unpacks into {@code target}, which appears whole or not at all. Bounded in time. */
    void unpack(String name, Path target) throws IOException;
}
