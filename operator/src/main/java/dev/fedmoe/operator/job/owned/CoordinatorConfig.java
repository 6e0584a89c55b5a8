package dev.fedmoe.operator.job.owned;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.fedmoe.operator.naming.Labels.Component;
import dev.fedmoe.operator.naming.Names;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;

/** What a coordinator needs to start without the API server: the job, and the keys that its callers' tokens are signed with. */
public final class CoordinatorConfig {
    static final String SETTINGS = "settings.json";
    static final String KEYS = "jwks.json";

    private CoordinatorConfig() {}

    public static ConfigMap desired(Blueprint print, String jwks) {
        return new ConfigMapBuilder()
                .withMetadata(Ownership.meta(print.job(), Names.coordinator(print.job()), Component.coordinator))
                .addToData(SETTINGS, json(print.translated().settings()))
                .addToData(KEYS, jwks)
                .build();
    }

    static String json(JobSettings settings) {
        try {
            return JsonFormat.printer().print(settings);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("settings made here can be printed", e);
        }
    }
}
