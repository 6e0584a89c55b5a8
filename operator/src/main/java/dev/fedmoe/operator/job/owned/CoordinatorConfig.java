package dev.fedmoe.operator.job.owned;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/** What a coordinator needs to start without the API server: the job, and the keys that its callers' tokens are signed with. */
public final class CoordinatorConfig {
    public static final String SETTINGS = "settings.json";
    public static final String KEYS = "jwks.json";

    private CoordinatorConfig() {}

    public static ConfigMap desired(OwnedObjectInput print, String jwks) {
        return new ConfigMapBuilder()
                .withMetadata(
                        OwnedMetadata.meta(print.job(), OwnedNames.coordinator(print.job()), Component.coordinator))
                .addToData(SETTINGS, json(print.translated().settings()))
                .addToData(KEYS, jwks)
                .build();
    }

    public static String json(JobSettings settings) {
        try {
            return JsonFormat.printer().print(settings);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("settings made here can be printed", e);
        }
    }
}
