package dev.fedmoe.crds;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Points at an object of the same namespace. */
public class LocalReference {
    @JsonPropertyDescription("Name of the object, in the same namespace.")
    @Required
    @Size(min = 1, max = 253) @Pattern(CelFragments.NAME) public String name = "";
}
