package dev.fedmoe.operator.apply;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.operator.naming.OwnedLabels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** One line for each object made, changed or deleted; a status is told by its events. */
final class WriteLog {
    private static final Logger log = Logger.getLogger("dev.fedmoe.operator.writes");
    private static final String CLIENT = "client";

    private WriteLog() {}

    static void written(String how, HasMetadata object) {
        var meta = object.getMetadata();
        var client = client(object);
        client.ifPresent(name -> MDC.put(CLIENT, name));
        log.infof("%s %s %s/%s", how, object.getKind(), meta.getNamespace(), meta.getName());
        client.ifPresent(name -> MDC.remove(CLIENT));
    }

    private static Optional<String> client(HasMetadata object) {
        var meta = object.getMetadata();
        if (object instanceof EdgeClient) {
            return Optional.of(meta.getName());
        }
        return Optional.ofNullable(meta.getAnnotations())
                .map(Map::copyOf)
                .map(annotations -> annotations.get(OwnedLabels.CLIENT_NAME));
    }
}
