package dev.fedmoe.worker.data;

import dev.fedmoe.protocol.v1alpha1.DataSettings;
import java.nio.file.Files;
import java.nio.file.Path;

/** A client's data folder, read as the job's settings say. */
public record ClientDataFolder(Path folder) {
    public Dataset read(DataSettings settings, SampleShape shape) throws BadDataException {
        if (!Files.isDirectory(folder)) {
            throw new BadDataException(
                    "there is no data folder " + folder + ". Maybe check the client's data=DIR, or mount its volume.");
        }
        Dataset dataset =
                switch (settings.getFormat()) {
                    case "idx" -> IdxReader.read(file(settings.getImage()), file(settings.getLabel()), shape);
                    case "csv" -> CsvReader.read(file(settings.getImage()), settings.getLabel(), shape);
                    case "images" -> ImageFolderReader.read(file(settings.getImage()), shape);
                    default ->
                        throw new BadDataException(
                                "data.format '" + settings.getFormat() + "' is unknown. Maybe idx, csv or images.");
                };
        if (dataset.size() == 0) {
            throw new BadDataException(
                    folder + " holds no samples (" + settings.getImage() + "). Maybe give this client data.");
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
