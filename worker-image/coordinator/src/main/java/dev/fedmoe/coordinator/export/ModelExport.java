package dev.fedmoe.coordinator.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.CommitRecord;
import dev.fedmoe.core.federation.knowledge.JobMetrics;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.model.ModelSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes {@code model.safetensors} and {@code model.json} into a folder; durable when it returns. May be repeated.
 *
 * @param logitAdjustment as the job has it at its end
 */
public record ModelExport(JobSpec job, double logitAdjustment, Path folder) {
    public static final String WEIGHTS = "model.safetensors";
    public static final String DESCRIPTION = "model.json";

    /** The path of the weights. */
    public Path write(Commit commit, JobMetrics measures) throws IOException {
        Path weights = folder.resolve(WEIGHTS);
        replace(weights, channel -> {
            writeFully(channel, header(commit));
            copy(commit.file(), channel);
        });
        byte[] description = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsBytes(description(commit, measures));
        replace(folder.resolve(DESCRIPTION), channel -> writeFully(channel, ByteBuffer.wrap(description)));
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return weights;
    }

    private ByteBuffer header(Commit commit) {
        // In one order always: the same run must give the same bytes.
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("format", "fedmoe");
        metadata.put("job", job.name());
        metadata.put("round", Integer.toString(commit.round()));
        return Safetensors.header(job.manifest(), metadata);
    }

    private Map<String, Object> description(Commit commit, JobMetrics measures) {
        var text = new LinkedHashMap<String, Object>();
        text.put("job", job.name());
        text.put("uid", job.uid());
        text.put("round", commit.round());
        text.put("weights", WEIGHTS);
        text.put("architecture", architecture(job.model()));
        text.put("logitAdjustment", logitAdjustment);
        text.put("formulae", formulae(job.model()));
        text.put("versions", versions(commit));
        text.put("loadShares", commit.record().facts().load());
        text.put("metrics", measures.all());
        text.put("manifestFingerprint", job.manifest().fingerprint());
        return text;
    }

    private static Map<String, Object> architecture(ModelSpec model) {
        var text = new LinkedHashMap<String, Object>();
        text.put("name", model.architecture().id());
        text.put("inputShape", model.inputShape());
        text.put("classes", model.classes());
        text.put("experts", model.experts());
        text.put("topK", model.topK());
        text.put("hidden", model.hidden());
        text.put("expertHidden", model.expertHidden());
        return text;
    }

    private static Map<String, Object> formulae(ModelSpec model) {
        var text = new LinkedHashMap<String, Object>();
        text.put("input", "values in [0, 1], channels first");
        text.put("tensors", "float32, row-major; weights [out, in], convolutions [out, in, 3, 3]");
        text.putAll(model.architecture().formulae());
        text.put("class", "index of the largest logit");
        text.put(
                "personal",
                "on a client's own data: logits + logitAdjustment · ln((n_k + 1) / Σ (n_j + 1)), n_k the samples of"
                        + " class k that it trains on");
        return text;
    }

    private static Map<String, Integer> versions(Commit commit) {
        var versions = new LinkedHashMap<String, Integer>();
        for (CommitRecord.Part part : commit.record().parts()) {
            versions.put(part.part(), part.version());
        }
        return versions;
    }

    private interface Content {
        void write(FileChannel channel) throws IOException;
    }

    private static void replace(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (var channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            content.write(channel);
            channel.force(false);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void copy(Path file, FileChannel to) throws IOException {
        try (var from = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = from.size();
            for (long done = 0; done < size; ) {
                done += from.transferTo(done, size - done, to);
            }
        }
    }
}
