package dev.fedmoe.crds.pool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Where a node's private data is. */
@ValidationRule(
        value = "has(self.claimName) != has(self.volumeName)",
        message = "set exactly one of claimName (a claim per node) and volumeName (a local volume per node)")
public class PoolVolume {
    private static final String NAME_PATTERN = "^([a-z0-9]|[{]node[}])([-a-z0-9.]|[{]node[}])*$";

    @JsonPropertyDescription(
            "Claim with a node's data, in the pool's namespace; {node} stands for the node's name: images-{node}.")
    @Size(min = 1, max = 253) @Pattern(NAME_PATTERN) public @Nullable String claimName;

    @JsonPropertyDescription("Local persistent volume with a node's data; {node} stands for the node's name.")
    @Size(min = 1, max = 253) @Pattern(NAME_PATTERN) public @Nullable String volumeName;
}
