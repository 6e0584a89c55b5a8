package dev.fedmoe.operator.check;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Where the API server is asked for a kind's objects. */
final class ApiPaths {
    private ApiPaths() {}

    /** In each of the namespaces; in all at once when none is named. */
    static List<URI> of(String apiServer, List<String> kinds, List<String> namespaces) {
        var places = namespaces.isEmpty()
                ? Stream.of("")
                : namespaces.stream().map(namespace -> "namespaces/" + namespace + "/");
        return places.flatMap(place -> kinds.stream()
                        .map(kind -> URI.create(apiServer + "/apis/fedmoe.dev/v1alpha1/" + place + kind + "?limit=1")))
                .toList();
    }
}
