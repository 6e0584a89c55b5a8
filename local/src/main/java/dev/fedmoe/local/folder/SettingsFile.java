package dev.fedmoe.local.folder;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The job's settings as its run keeps them. A run is resumed only as the same job. */
public record SettingsFile(Path file) {
    public void write(JobSettings settings) throws IOException {
        Files.writeString(file, JsonFormat.printer().print(settings));
    }

    /** The settings to go on with: the run's own uid, and refused when more than rounds and target have changed. */
    public JobSettings resume(JobSettings wanted) throws BadInputException, IOException {
        JobSettings before = read();
        JobSettings now = wanted.toBuilder().setUid(before.getUid()).build();
        Map<String, Boolean> same = Map.of(
                "model", before.getModel().equals(now.getModel()),
                "data", before.getData().equals(now.getData()),
                "training", fixed(before.getTraining()).equals(fixed(now.getTraining())),
                "alignment", before.getAlignment().equals(now.getAlignment()),
                "aggregation", before.getAggregation().equals(now.getAggregation()),
                "privacy", before.getPrivacy().equals(now.getPrivacy()));
        for (var section : same.entrySet()) {
            if (!section.getValue()) {
                throw new BadInputException(
                        "--resume: spec." + section.getKey() + " is not what the run in " + file.getParent()
                                + " began with. Use the same manifest and options, or --fresh to begin anew.");
            }
        }
        return now;
    }

    private JobSettings read() throws IOException, BadInputException {
        var settings = JobSettings.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(Files.readString(file), settings);
        } catch (InvalidProtocolBufferException e) {
            throw new BadInputException(
                    file + " is damaged: " + e.getMessage() + ". Maybe begin anew with --fresh.", e);
        }
        return settings.build();
    }

    private static TrainingSettings fixed(TrainingSettings training) {
        return training.toBuilder().clearRounds().clearTarget().build();
    }
}
