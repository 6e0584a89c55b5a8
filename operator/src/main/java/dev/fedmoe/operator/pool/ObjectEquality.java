package dev.fedmoe.operator.pool;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fedmoe.crds.client.EdgeClient;

/** Whether two objects say the same. */
final class ObjectEquality {
    private static final JsonMapper JSON = new JsonMapper();

    private ObjectEquality() {}

    static boolean status(EdgeClient a, EdgeClient b) {
        return JSON.valueToTree(a.getStatus()).equals(JSON.valueToTree(b.getStatus()));
    }
}
