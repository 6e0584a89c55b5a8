package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** Where a test set lies and who measures on it. */
public class EvaluationSection {
    @JsonPropertyDescription(
            "Claim that holds the test set, in the job's namespace; same format and file names as spec.data.")
    @Required
    @Size(min = 1, max = 253) @Pattern(CelFragments.NAME) public String claimName = "";

    @JsonPropertyDescription("Node the evaluator runs on. Absent: wherever the claim's volume is.")
    @Size(min = 1, max = 253) @Pattern(CelFragments.NAME) public @Nullable String node;
}
