package dev.fedmoe.local.folder;

import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.protocol.JobSpecCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The job as its run keeps it, for its coordinator and to be resumed. A run is resumed only as the same job. */
public record SettingsFile(Path file) {
    public void write(JobSpec job) throws IOException {
        Files.writeString(file, JobSpecCodec.toJson(job));
    }

    /** The job to go on with: under the run's own uid, and refused where a cluster would refuse the edit too. */
    public JobSpec resume(JobSpec wanted) throws BadInputException, IOException {
        JobSpec began = read();
        var refused = began.refusedChanges(wanted);
        if (!refused.isEmpty()) {
            throw new BadInputException("--resume: spec." + String.join(" and spec.", refused)
                    + " is not what the run in " + file.getParent()
                    + " began with. Use the same manifest and options, or --fresh to begin anew.");
        }
        return wanted.withUid(began.uid());
    }

    private JobSpec read() throws IOException, BadInputException {
        try {
            return JobSpecCodec.fromJson(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    file + " is damaged or of another version: " + e.getMessage() + ". Maybe begin anew with --fresh.",
                    e);
        }
    }
}
