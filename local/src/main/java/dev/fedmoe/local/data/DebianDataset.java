package dev.fedmoe.local.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Data that a Debian package brings.
 *
 * @param root of the file system
 * @param cache this program's own cache folder; made when needed
 */
record DebianDataset(Path root, Path cache, PackageSource packages) {
    DebianDataset(Path cache) {
        this(Path.of("/"), cache, new DebianPackages());
    }

    /**
     * Installed, cached, or fetched now without root. Bounded in time.
     *
     * @param inPackage where the package puts it
     * @param present whether a path holds what is wanted
     * @param fetching told before a package is fetched
     */
    Path find(String name, Path inPackage, Predicate<Path> present, Runnable fetching) throws IOException {
        Path installed = root.resolve(inPackage);
        if (present.test(installed)) {
            return installed;
        }
        Path unpacked = cache.resolve(name);
        if (!present.test(unpacked.resolve(inPackage))) {
            fetching.run();
            Files.createDirectories(cache);
            packages.unpack(name, unpacked);
        }
        return unpacked.resolve(inPackage);
    }
}
