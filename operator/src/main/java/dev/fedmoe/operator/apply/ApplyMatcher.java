package dev.fedmoe.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Whether applying would change nothing: the observed object says of each field we desire that it is ours and has our value, and
 * of no other field that it is ours. The object itself remembers, so a restart forgets nothing; an edit by hand takes the field
 * from us, so it shows.
 */
final class ApplyMatcher {
    private static final String STATUS = "status";

    private final KubernetesSerialization serialization;

    ApplyMatcher(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    boolean object(HasMetadata desired, HasMetadata observed) {
        ObjectNode wanted = tree(desired);
        wanted.remove(STATUS);
        return settled(wanted, observed, "");
    }

    boolean status(HasMetadata desired, HasMetadata observed) {
        ObjectNode wanted = tree(desired);
        wanted.retain(STATUS);
        return settled(wanted, observed, STATUS);
    }

    private boolean settled(ObjectNode wanted, HasMetadata observed, String subresource) {
        wanted.remove(List.of("apiVersion", "kind"));
        if (wanted.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove(List.of(
                    "name", "namespace", "uid", "creationTimestamp", "resourceVersion", "generation", "managedFields"));
        }
        ObjectNode found = tree(observed);
        showStringData(wanted, found);
        return OwnedFields.same(wanted, found, owned(observed, subresource));
    }

    /** What we applied last, as the API server noted it. */
    private JsonNode owned(HasMetadata observed, String subresource) {
        return ManagedFields.of(observed, subresource)
                .map(fields -> serialization.convertValue(fields, JsonNode.class))
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private ObjectNode tree(HasMetadata object) {
        return serialization.convertValue(object, ObjectNode.class);
    }

    /** The API server notes a secret's stringData as ours, but stores it as data. */
    private static void showStringData(JsonNode wanted, ObjectNode observed) {
        if (wanted.get("stringData") instanceof ObjectNode texts) {
            ObjectNode stored = observed.putObject("stringData");
            for (Map.Entry<String, JsonNode> text : texts.properties()) {
                byte[] bytes = text.getValue().asText().getBytes(StandardCharsets.UTF_8);
                String encoded = Base64.getEncoder().encodeToString(bytes);
                if (encoded.equals(observed.path("data").path(text.getKey()).asText())) {
                    stored.set(text.getKey(), text.getValue());
                }
            }
        }
    }
}
