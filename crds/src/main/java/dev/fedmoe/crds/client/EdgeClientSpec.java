package dev.fedmoe.crds.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import dev.fedmoe.crds.LocalReference;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which node this client is. */
public class EdgeClientSpec {
    @JsonPropertyDescription("The pool that made this client.")
    @Required
    @ValidationRule(value = CelFragments.FIXED, message = "poolRef " + CelFragments.FIXED_MESSAGE)
    public LocalReference poolRef = new LocalReference();

    @JsonPropertyDescription("The node.")
    @Required
    @Size(min = 1, max = 253) @Pattern(CelFragments.NAME) @ValidationRule(value = CelFragments.FIXED, message = "nodeName " + CelFragments.FIXED_MESSAGE)
    public String nodeName = "";
}
