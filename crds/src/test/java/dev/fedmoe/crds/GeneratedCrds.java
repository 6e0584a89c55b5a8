package dev.fedmoe.crds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolSpec;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CustomResourceInfo;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The CRDs as the Java model gives them. */
final class GeneratedCrds {
    static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build());

    private GeneratedCrds() {}

    /** YAML by file name. */
    static Map<String, String> all(Path scratch) throws IOException {
        var files = new TreeMap<String, String>();
        add(files, scratch, EdgeClientPool.class, new EdgeClientPoolSpec());
        add(files, scratch, EdgeClient.class, null);
        add(files, scratch, FederatedMoEJob.class, new FederatedMoEJobSpec());
        return files;
    }

    private static void add(
            Map<String, String> files,
            Path scratch,
            Class<? extends CustomResource<?, ?>> type,
            @Nullable Object firstSpec)
            throws IOException {
        var name = CustomResourceInfo.fromClass(type).crdName();
        new CRDGenerator()
                .customResourceClasses(type)
                .inOutputDir(scratch.toFile())
                .withImplicitPreserveUnknownFields(false)
                .generate();
        var crd = (ObjectNode) YAML.readTree(Files.readString(scratch.resolve(name + "-v1.yml")));
        CrdPostProcessor.apply(crd, type, firstSpec == null ? YAML.createObjectNode() : YAML.valueToTree(firstSpec));
        files.put(name.substring(0, name.indexOf('.')) + ".yaml", write(crd));
    }

    private static String write(ObjectNode crd) {
        try {
            return "# Generated from the Java model in crds; see its CrdsTest for how.\n"
                    + YAML.writeValueAsString(crd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
