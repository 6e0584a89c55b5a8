package dev.fedmoe.worker.data;

import dev.fedmoe.core.job.DataSpec;
import java.nio.file.Files;
import java.nio.file.Path;

/** A client's data folder, read as the job says. */
public record ClientDataFolder(Path folder) {
    public Dataset read(DataSpec spec, SampleShape shape) throws BadDataException {
        if (!Files.isDirectory(folder)) {
            throw new BadDataException(
                    "there is no data folder " + folder + ". Maybe check the client's data=DIR, or mount its volume.");
        }
        String label = spec.label().orElse("");
        Dataset dataset =
                switch (spec.format()) {
                    case IDX -> IdxReader.read(file(spec.image()), file(label), shape);
                    case CSV -> CsvReader.read(file(spec.image()), label, shape);
                    case IMAGES -> ImageFolderReader.read(file(spec.image()), shape);
                };
        if (dataset.size() == 0) {
            throw new BadDataException(
                    folder + " holds no samples (" + spec.image() + "). Maybe give this client data.");
        }
        return dataset;
    }

    private Path file(String name) throws BadDataException {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new BadDataException(
                    "'" + name + "' leaves the data folder " + folder + ". Maybe name a file below it in data.image.");
        }
        return file;
    }
}
