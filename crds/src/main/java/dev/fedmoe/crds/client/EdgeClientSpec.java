package dev.fedmoe.crds.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.NameRef;
import dev.fedmoe.crds.Rules;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Which node this client is. */
public class EdgeClientSpec {
    @JsonPropertyDescription("The pool that made this client.")
    @Required
    @ValidationRule(value = Rules.FIXED, message = "poolRef " + Rules.FIXED_MESSAGE)
    public NameRef poolRef = new NameRef();

    @JsonPropertyDescription("The node.")
    @Required
    @Size(min = 1, max = 253) @Pattern(Rules.NAME) @ValidationRule(value = Rules.FIXED, message = "nodeName " + Rules.FIXED_MESSAGE)
    public String nodeName = "";
}
