package dev.fedmoe.operator.job.owned;

import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.protocol.JobSpecCodec;
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
                .addToData(SETTINGS, JobSpecCodec.toJson(print.translated().spec()))
                .addToData(KEYS, jwks)
                .build();
    }
}
